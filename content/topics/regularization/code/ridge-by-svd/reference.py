"""Ridge regression for many strengths from one decomposition."""
# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np


def ridge_path(X, y, lams):
    """Minimize ||y - b - Xw||^2 / 2 + lam / 2 * ||w||^2 for each lam in lams; the intercept b is free."""
    X, y, lams = np.asarray(X, dtype=float), np.asarray(y, dtype=float), np.asarray(lams, dtype=float)
    x_mean, y_mean = X.mean(axis=0), y.mean()
    U, d, Vt = np.linalg.svd(X - x_mean, full_matrices=False)
    keep = d > max(X.shape) * np.finfo(float).eps * np.linalg.norm(X)  # centering leaves errors on the scale of X
    U, d, Vt = U[:, keep], d[keep], Vt[keep]
    scores = U.T @ (y - y_mean)
    denominators = d**2 + lams[:, None]  # one row for each strength
    W = (d * scores / denominators) @ Vt
    return W, y_mean - W @ x_mean, np.sum(d**2 / denominators, axis=1)
