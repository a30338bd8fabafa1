"""Appends a column of ones and penalizes its weight like the others."""
# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np


def ridge_path(X, y, lams):
    """Ridge with a penalized intercept."""
    Z = np.column_stack([np.ones(len(X)), X])
    U, d, Vt = np.linalg.svd(Z, full_matrices=False)
    keep = d > 1e-10 * d.max()
    U, d, Vt = U[:, keep], d[keep], Vt[keep]
    lams = np.asarray(lams, dtype=float)
    every = (d * (U.T @ y) / (d**2 + lams[:, None])) @ Vt
    return every[:, 1:], every[:, 0], np.sum(d**2 / (d**2 + lams[:, None]), axis=1)
