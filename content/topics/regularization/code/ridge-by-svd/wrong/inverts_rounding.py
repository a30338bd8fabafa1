"""Keeps singular values that are zero up to rounding, and inverts them at lam = 0."""
# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np


def ridge_path(X, y, lams):
    """Ridge without a cut at rounding errors."""
    mean, lams = X.mean(0), np.asarray(lams, dtype=float)
    U, d, Vt = np.linalg.svd(X - mean, full_matrices=False)
    d = np.maximum(d, 1e-300)
    below = d**2 + lams[:, None]
    below = np.maximum(below, 1e-300)
    W = (d * (U.T @ (y - y.mean())) / below) @ Vt
    return W, y.mean() - W @ mean, np.sum(d**2 / below, axis=1)
