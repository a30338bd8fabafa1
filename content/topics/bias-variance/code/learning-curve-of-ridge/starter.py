"""A learning curve of ridge regression on nested subsets."""
# ruff: noqa: N803 (matrices keep their capital letters)

import numpy as np  # noqa: F401


def fit_ridge(X, y, lam):
    """Minimize mean((y - b - X w)^2) + lam * ||w||^2; the intercept b is free, lam > 0. Return w: (p,), b."""
    raise NotImplementedError


def learning_curve(X, y, X_val, y_val, sizes, lam, repeats, rng):
    """Mean squared error on the rows trained on, and on the validation set, for growing subsets.

    X: (n, p); y: (n,); sizes: increasing, each from 2 to n; lam is the penalty on the *mean* loss.
    Each repeat shuffles the rows once with rng; its subset of size m is the first m of them, so that subsets are
    nested. Return train: (repeats, len(sizes)), val: the same shape, order: (repeats, n), the shuffled row numbers.
    """
    raise NotImplementedError
