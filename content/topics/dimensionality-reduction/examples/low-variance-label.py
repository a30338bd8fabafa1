"""The first component holds nearly all the variance and nothing about the label."""

import numpy as np

rng = np.random.default_rng(1)


def draw(n):
    y = rng.integers(0, 2, n) * 2 - 1
    loud = rng.normal(0, 5, n)  # wide, and the same in both classes
    quiet = 0.8 * y + rng.normal(0, 0.4, n)  # narrow, and it separates them
    turn = np.array([[0.8, -0.6], [0.6, 0.8]])
    return np.column_stack([loud, quiet]) @ turn.T, y


(X, y), (X_test, y_test) = draw(1000), draw(20_000)
mu = X.mean(axis=0)
U, d, Vt = np.linalg.svd(X - mu, full_matrices=False)
print("share of variance ", np.round(d**2 / np.sum(d**2), 3))
for name, keep in (("PC 1 only", [0]), ("PC 2 only", [1]), ("both", [0, 1])):
    Z = (X - mu) @ Vt[keep].T
    weights = np.linalg.lstsq(np.column_stack([Z, np.ones(len(Z))]), y, rcond=None)[0]
    Z_test = (X_test - mu) @ Vt[keep].T  # training mean, training components
    guess = np.sign(np.column_stack([Z_test, np.ones(len(Z_test))]) @ weights)
    print(f"test accuracy, {name:9s} {np.mean(guess == y_test):.3f}")
