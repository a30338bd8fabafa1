"""Subgradient steps on the whole vector: the weights hover around zero and never reach it."""
# ruff: noqa: N803 (matrices keep their capital letters)

import numpy as np


def soft_threshold(z, threshold):
    """The soft threshold."""
    return np.sign(z) * np.maximum(np.abs(z) - threshold, 0.0)


def lasso(X, y, lam, w0=None, tol=1e-8, max_sweeps=1000):
    """Subgradient descent."""
    w = np.zeros(X.shape[1]) if w0 is None else np.array(w0, dtype=float)
    step = 1 / np.linalg.norm(X, 2) ** 2
    for t in range(1, max_sweeps + 1):
        move = step / np.sqrt(t) * (-X.T @ (y - X @ w) + lam * np.sign(w))
        w = w - move
        if np.abs(move).max() <= tol:
            break
    return w
