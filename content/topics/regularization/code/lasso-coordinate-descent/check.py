"""Checks of the lasso by coordinate descent: python check.py"""
# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np
from solution import lasso, soft_threshold

done = 0


def passed(what):
    """Say what held."""
    global done
    done += 1
    print("ok:", what)


def violation(X, y, w, lam):
    """By how much w misses the optimality conditions."""
    inner = X.T @ (y - X @ w)
    on = w != 0
    kept = np.abs(inner[on] - lam * np.sign(w[on]))
    dropped = np.maximum(np.abs(inner[~on]) - lam, 0)
    return max(kept.max(initial=0), dropped.max(initial=0))


def make(seed, n, p):
    """Correlated columns of unequal length, and targets."""
    rng = np.random.default_rng(seed)
    X = (rng.normal(size=(n, p)) + 0.7 * rng.normal(size=(n, 1))) * rng.uniform(0.2, 5, size=p)
    X -= X.mean(0)
    y = X @ np.where(rng.random(p) < 0.4, rng.normal(size=p), 0) + rng.normal(size=n)
    return X, y - y.mean()


got = soft_threshold(np.array([2.5, -0.4, 0.0, -3.0]), 1.0)
assert np.allclose(got, [1.5, 0, 0, -2]), f"soft_threshold at 1: expected [1.5, 0, 0, -2], got {got}"
assert np.isclose(soft_threshold(-0.75, 0.5), -0.25), "soft_threshold must take plain numbers too"
passed("soft threshold of numbers and arrays")

X = np.array([[2.0, 0.0], [0.0, 0.5]])
got = lasso(X, np.array([3.0, 4.0]), 1.0)
want = np.array([5 / 4, 4.0])  # S(6, 1) / 4 and S(2, 1) / 0.25
assert np.allclose(got, want), f"orthogonal columns of length 2 and 1/2, lam = 1: expected {want}, got {got}"
passed("columns that are not of length 1")

X = np.array([[1.0, 0.6, 0.0], [0.0, 0.8, 0.0], [0.0, 0.0, 1.0]])
y = np.array([3.0, 1.0, 0.0])
got = lasso(X, y, 0.5, max_sweeps=1)
want = np.array([2.5, 0.6, 0.0])  # S(3, 0.5), then S(2.6 - 0.6 * 2.5, 0.5)
assert np.allclose(got, want), f"one sweep over two correlated columns and one more: expected {want}, got {got}"
got = lasso(X, y, 0.5)
assert violation(X, y, got, 0.5) < 1e-6, f"the last column never moves, the others have not converged yet, got {got}"
passed("one sweep by hand, and no stop because the last weight stands still")

for seed, n, p in ((0, 60, 8), (1, 30, 45)):
    X, y = make(seed, n, p)
    top = np.abs(X.T @ y).max()
    for share in (0.5, 0.1, 0.02):
        w = lasso(X, y, share * top, max_sweeps=5000)
        miss = violation(X, y, w, share * top) / (share * top)
        assert miss < 1e-4, f"{n} x {p}, lam = {share} lam_max: the KKT conditions are missed by {miss:.1e} of lam"
passed("optimality conditions, with fewer and with more features than rows")

X, y = make(2, 40, 6)
top = np.abs(X.T @ y).max()
assert not lasso(X, y, 1.0001 * top).any(), "just above lam_max every weight is exactly zero"
assert np.count_nonzero(lasso(X, y, 0.999 * top)) == 1, "just below lam_max exactly one weight is not zero"
passed("all weights vanish exactly at lam_max")

w = lasso(X, y, 0.0, tol=1e-12, max_sweeps=5000)
want = np.linalg.lstsq(X, y, rcond=None)[0]
assert np.allclose(w, want, atol=1e-6), f"lam = 0 is least squares: expected {want}, got {w}"
passed("no penalty gives least squares")

Z = np.column_stack([X, np.zeros(40)])
w = lasso(Z, y, 0.1 * top, w0=np.full(7, 2.0))
assert np.all(np.isfinite(w)), f"a column of zeros made {w}"
assert w[-1] == 0, f"a column of zeros gets weight 0, got {w[-1]}"
passed("a column of zeros")

keep, kept_x, kept_y = np.ones(6), X.copy(), y.copy()
warm = lasso(X, y, 0.1 * top, w0=keep, max_sweeps=5000)
cold = lasso(X, y, 0.1 * top, max_sweeps=5000)
assert np.allclose(warm, cold, atol=1e-5), f"the start must not matter: {warm} against {cold}"
assert np.array_equal(keep, np.ones(6)), "w0 was changed"
assert np.array_equal(X, kept_x), "X was changed"
assert np.array_equal(y, kept_y), "y was changed"
again = lasso(X, y, 0.1 * top, w0=cold, max_sweeps=1)
assert np.allclose(again, cold, atol=1e-7), "a sweep from the solution must not move"
passed("a warm start, and inputs left alone")

print(f"All {done} checks passed.")
