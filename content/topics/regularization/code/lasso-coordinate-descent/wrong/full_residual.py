"""Thresholds the inner product with the full residual and forgets to put feature j back into it."""
# ruff: noqa: N803 (matrices keep their capital letters)

import numpy as np


def soft_threshold(z, threshold):
    """The soft threshold."""
    return np.sign(z) * np.maximum(np.abs(z) - threshold, 0.0)


def lasso(X, y, lam, w0=None, tol=1e-8, max_sweeps=1000):
    """Coordinate descent on the wrong residual."""
    w = np.zeros(X.shape[1]) if w0 is None else np.array(w0, dtype=float)
    squares = np.sum(X**2, axis=0)
    for _ in range(min(max_sweeps, 50)):
        before = w.copy()
        for j in np.flatnonzero(squares):
            w[j] = soft_threshold(X[:, j] @ (y - X @ w), lam) / squares[j]
        if np.abs(w - before).max() <= tol:
            break
    return w
