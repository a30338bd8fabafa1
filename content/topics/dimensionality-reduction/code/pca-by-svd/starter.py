"""PCA by the singular value decomposition."""

import numpy as np


def fit_pca(x: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The first k principal components of the rows of x.

    x: shape (n, p), n >= 2, not centered; 1 <= k <= min(n, p).
    Return mean (p,), components (k, p) as unit rows, variances (k,) with divisor n - 1, and ratios (k,): the shares of
    the total variance, all zero if the total is zero. In each component the entry of largest magnitude is positive.
    """
    raise NotImplementedError


def transform(x: np.ndarray, mean: np.ndarray, components: np.ndarray) -> np.ndarray:
    """Scores (n, k) of the rows of x, which may be new."""
    raise NotImplementedError


def reconstruct(scores: np.ndarray, mean: np.ndarray, components: np.ndarray) -> np.ndarray:
    """Rows (n, p) from their scores."""
    raise NotImplementedError
