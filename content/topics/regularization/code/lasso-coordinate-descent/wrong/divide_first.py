"""Divides by the squared length before the threshold, so the penalty depends on the scale of each column."""
# ruff: noqa: N803 (matrices keep their capital letters)

import numpy as np


def soft_threshold(z, threshold):
    """The soft threshold."""
    return np.sign(z) * np.maximum(np.abs(z) - threshold, 0.0)


def lasso(X, y, lam, w0=None, tol=1e-8, max_sweeps=1000):
    """Coordinate descent with the threshold in the wrong place."""
    w = np.zeros(X.shape[1]) if w0 is None else np.array(w0, dtype=float)
    squares = np.sum(X**2, axis=0)
    residual = y - X @ w
    for _ in range(max_sweeps):
        before = w.copy()
        for j in np.flatnonzero(squares):
            inner = X[:, j] @ residual + squares[j] * w[j]
            new = soft_threshold(inner / squares[j], lam)
            residual -= (new - w[j]) * X[:, j]
            w[j] = new
        if np.abs(w - before).max() <= tol:
            break
    return w
