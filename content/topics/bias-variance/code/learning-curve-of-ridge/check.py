"""Checks of the learning curve: python check.py"""
# ruff: noqa: N803 (matrices keep their capital letters)

import numpy as np
from solution import fit_ridge, learning_curve

done = 0


def passed(what):
    """Say what held."""
    global done
    done += 1
    print("ok:", what)


def slow_fit(X, y, lam):
    """Least squares on rows augmented by the penalty, with a column of ones."""
    n, p = X.shape
    above = np.column_stack([np.ones(n), X]) / np.sqrt(n)
    below = np.column_stack([np.zeros(p), np.sqrt(lam) * np.eye(p)])
    solved = np.linalg.lstsq(np.vstack([above, below]), np.concatenate([y / np.sqrt(n), np.zeros(p)]), rcond=None)[0]
    return solved[1:], solved[0]


rng = np.random.default_rng(0)
center = np.array([3.0, 0, -2, 0, 0, 50])
X = center + rng.normal(size=(120, 6))
beta = np.array([1.0, -2.0, 0.5, 0.0, 0.0, 0.1])
y = 20 + X @ beta + rng.normal(size=120)
X_val = center + rng.normal(size=(400, 6))
y_val = 20 + X_val @ beta + rng.normal(size=400)

for rows in (4, 30, 120):
    w, b = fit_ridge(X[:rows], y[:rows], 0.3)
    want_w, want_b = slow_fit(X[:rows], y[:rows], 0.3)
    assert np.allclose(w, want_w, atol=1e-8), f"weights from {rows} rows: expected {want_w}, got {w}"
    assert np.isclose(b, want_b), f"intercept from {rows} rows: expected {want_b}, got {b}"
passed("one fit, also with fewer rows than features")

w, b = fit_ridge(X, y, 0.3)
doubled_w, doubled_b = fit_ridge(np.vstack([X, X]), np.concatenate([y, y]), 0.3)
assert np.allclose(w, doubled_w), "every row twice is the same mean loss: the fit must not change"
assert np.isclose(b, doubled_b), "every row twice is the same mean loss: the intercept must not change"
passed("the penalty is relative to the mean")

sizes = [5, 20, 60, 120]
train, val, order = learning_curve(X, y, X_val, y_val, sizes, 0.05, 8, np.random.default_rng(1))
assert train.shape == val.shape == (8, 4), f"errors have the shape (8, 4), got {train.shape} and {val.shape}"
assert order.shape == (8, 120), f"order has the shape (8, 120), got {order.shape}"
assert all(sorted(rows) == list(range(120)) for rows in order), "each row of order is a permutation of the rows"
assert len({tuple(rows) for rows in order}) == 8, "every repeat shuffles anew"
passed("shapes and shuffles")

for repeat in range(8):
    for column, size in enumerate(sizes):
        rows = order[repeat, :size]
        w, b = slow_fit(X[rows], y[rows], 0.05)
        want = np.mean((y[rows] - b - X[rows] @ w) ** 2), np.mean((y_val - b - X_val @ w) ** 2)
        got = train[repeat, column], val[repeat, column]
        assert np.allclose(got, want), f"repeat {repeat}, size {size}: expected (train, val) {want}, got {got}"
passed("errors on the first rows of each shuffle, against a slow fit")

assert np.allclose(train[:, -1], train[0, -1]), "all rows are the same set in every repeat"
assert np.allclose(val[:, -1], val[0, -1]), "all rows are the same set in every repeat"
assert np.all(np.diff(val.mean(axis=0)) < 0), f"here the validation error falls with size, got {val.mean(axis=0)}"
again = learning_curve(X, y, X_val, y_val, sizes, 0.05, 8, np.random.default_rng(1))
assert np.array_equal(again[1], val), "the same generator state must give the same curve"
passed("the right edge, and reproducible")

print(f"All {done} checks passed.")
