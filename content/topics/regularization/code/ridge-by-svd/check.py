"""Checks of ridge for many strengths: python check.py"""
# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
from solution import ridge_path

done = 0


def passed(what):
    """Say what held."""
    global done
    done += 1
    print("ok:", what)


def by_normal_equations(X, y, lam):
    """The slow way: a column of ones that is not penalized."""
    Z = np.column_stack([np.ones(len(X)), X])
    penalty = lam * np.eye(Z.shape[1])
    penalty[0, 0] = 0
    solved = np.linalg.solve(Z.T @ Z + penalty, Z.T @ y)
    return solved[1:], solved[0]


rng = np.random.default_rng(0)
X = rng.normal(size=(40, 5)) * [1, 3, 0.2, 1, 2] + [5, -3, 0, 10, 1]
y = X @ [1.0, -0.5, 2.0, 0.0, 0.3] + 7 + rng.normal(size=40)
lams = [0.0, 0.5, 4.0, 300.0]
W, b, df = ridge_path(X, y, lams)
assert np.shape(W) == (4, 5), f"W has the shape (4, 5), got {np.shape(W)}"
assert np.shape(b) == (4,), f"b has the shape (4,), got {np.shape(b)}"
assert np.shape(df) == (4,), f"df has the shape (4,), got {np.shape(df)}"
passed("shapes")

for row, lam in enumerate(lams):
    w, start = by_normal_equations(X, y, lam)
    assert np.allclose(W[row], w, atol=1e-8), f"weights at lam = {lam}: expected {w}, got {W[row]}"
    assert np.isclose(b[row], start), f"intercept at lam = {lam}: expected {start}, got {b[row]}"
passed("weights and intercepts against the normal equations")

Xc = X - X.mean(0)
for row, lam in enumerate(lams):
    want = np.trace(Xc @ np.linalg.solve(Xc.T @ Xc + lam * np.eye(5), Xc.T))
    assert np.isclose(df[row], want), f"df at lam = {lam}: expected the trace {want}, got {df[row]}"
passed("degrees of freedom are the trace of the map from y to the fit")

W, b, df = ridge_path(X, y, [1e12])
assert np.allclose(W, 0, atol=1e-8), f"as lam grows all weights vanish, got {W}"
assert np.isclose(b[0], y.mean()), f"as lam grows the intercept becomes the mean {y.mean()}, got {b}"
W2, b2, _ = ridge_path(X, y + 100, [4.0])
W1, b1, _ = ridge_path(X, y, [4.0])
assert np.allclose(W1, W2), "a shift of y must not move the weights"
assert np.isclose(b2[0] - b1[0], 100), f"a shift of y by 100 shifts the intercept by 100, got {b2[0] - b1[0]}"
passed("the intercept is free")

twice = np.column_stack([X, X[:, 0], np.full(40, 3.0)])  # a copy and a constant column
W, b, df = ridge_path(twice, y, [0.0, 1.0])
want = np.linalg.pinv(twice - twice.mean(0)) @ (y - y.mean())
assert np.allclose(W[0], want, atol=1e-7), f"lam = 0 takes the smallest norm: expected {want}, got {W[0]}"
assert np.isclose(df[0], 5), f"df at lam = 0 is the rank 5, got {df[0]}"
assert np.allclose(W[1, 0], W[1, 5]), "ridge gives two copies the same weight"
assert np.all(np.abs(W[:, 6]) < 1e-8), f"a constant column gets weight 0, got {W[:, 6]}"
same = np.column_stack([np.full(11, 0.1), np.full(11, 1.7)])  # the mean of eleven times 0.1 is not exactly 0.1
W, b, df = ridge_path(same, np.arange(11.0), [0.0, 1.0])
assert np.allclose(W, 0), f"nothing but constant columns: all weights are 0, got {W}"
assert np.allclose(b, 5), f"nothing but constant columns: the intercept is the mean 5, got {b}"
assert np.allclose(df, 0), f"nothing but constant columns: df is 0, got {df}"
passed("copied and constant columns")

W = ridge_path(1e-12 * X, y, [0.0])[0]
want = by_normal_equations(X, y, 0.0)[0]
assert np.allclose(1e-12 * W[0], want), (
    f"features of size 1e-12 are not rounding errors: expected {want}, got {1e-12 * W[0]}"
)
passed("features with very small numbers")

wide = rng.normal(size=(10, 30))
target = rng.normal(size=10)
W, b, df = ridge_path(wide, target, [0.0, 2.0])
assert np.allclose(wide @ W[0] + b[0], target), "with more features than rows and lam = 0 the data are interpolated"
assert np.isclose(df[0], 9), f"ten centered rows have rank 9, got {df[0]}"
w, start = by_normal_equations(wide, target, 2.0)
assert np.allclose(W[1], w), "weights at lam = 2 with more features than rows"
passed("more features than rows")

print(f"All {done} checks passed.")
