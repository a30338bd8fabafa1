"""The lasso by coordinate descent."""
# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np


def soft_threshold(z, threshold):
    """sign(z) * max(|z| - threshold, 0), for a number or an array."""
    return np.sign(z) * np.maximum(np.abs(z) - threshold, 0.0)


def lasso(X, y, lam, w0=None, tol=1e-8, max_sweeps=1000):
    """Minimize ||y - Xw||^2 / 2 + lam * ||w||_1 by cyclic coordinate descent."""
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    w = np.zeros(X.shape[1]) if w0 is None else np.array(w0, dtype=float)
    squares = np.sum(X**2, axis=0)
    w[squares == 0] = 0.0
    residual = y - X @ w
    for _ in range(max_sweeps):
        largest_move = 0.0
        for j in np.flatnonzero(squares):
            inner = X[:, j] @ residual + squares[j] * w[j]  # with the residual that leaves feature j out
            new = soft_threshold(inner, lam) / squares[j]
            move = new - w[j]
            if move != 0.0:
                residual -= move * X[:, j]
                w[j] = new
                largest_move = max(largest_move, abs(move))
        if largest_move <= tol:
            break
    return w
