"""Ridge regression for many strengths from one decomposition."""
# ruff: noqa: N803 (matrices keep their capital letters)

import numpy as np  # noqa: F401


def ridge_path(X, y, lams):
    """Minimize ||y - b - Xw||^2 / 2 + lam / 2 * ||w||^2 for each lam in lams; the intercept b is free.

    X: (n, p); y: (n,); lams: a sequence of numbers >= 0.
    Return W: (len(lams), p), b: (len(lams),), df: (len(lams),), the effective degrees of freedom of the weights.
    At lam = 0: the solution of smallest norm, and df = rank of the centered X.
    """
    raise NotImplementedError
