"""Uses w0 itself as the working array, so the caller's warm start is overwritten."""
# ruff: noqa: N803 (matrices keep their capital letters)

import numpy as np


def soft_threshold(z, threshold):
    """The soft threshold."""
    return np.sign(z) * np.maximum(np.abs(z) - threshold, 0.0)


def lasso(X, y, lam, w0=None, tol=1e-8, max_sweeps=1000):
    """Coordinate descent in the caller's array."""
    w = np.zeros(X.shape[1]) if w0 is None else w0
    squares = np.sum(X**2, axis=0)
    w[squares == 0] = 0.0
    residual = y - X @ w
    for _ in range(max_sweeps):
        largest = 0.0
        for j in np.flatnonzero(squares):
            new = soft_threshold(X[:, j] @ residual + squares[j] * w[j], lam) / squares[j]
            residual -= (new - w[j]) * X[:, j]
            largest = max(largest, abs(new - w[j]))
            w[j] = new
        if largest <= tol:
            break
    return w
