"""The lasso by coordinate descent."""
# ruff: noqa: N803 (matrices keep their capital letters)

import numpy as np  # noqa: F401


def soft_threshold(z, threshold):
    """sign(z) * max(|z| - threshold, 0), for a number or an array."""
    raise NotImplementedError


def lasso(X, y, lam, w0=None, tol=1e-8, max_sweeps=1000):
    """Minimize ||y - Xw||^2 / 2 + lam * ||w||_1 by cyclic coordinate descent.

    X: (n, p), columns of any length; y: (n,); lam >= 0; w0: (p,) or None, left unchanged.
    Stop when no weight moves by more than tol in a sweep. Return w: (p,), floats.
    """
    raise NotImplementedError
