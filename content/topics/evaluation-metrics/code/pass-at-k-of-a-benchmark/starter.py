"""Unbiased pass@k of a benchmark, with a standard error over its tasks."""

import numpy as np


def pass_at_k(attempts: np.ndarray, solved: np.ndarray, k: int) -> tuple[float, float]:
    """The mean over tasks of the unbiased estimate of pass@k, and its standard error.

    attempts: shape (M,), how often each task was tried; solved: shape (M,), how many tries succeeded.
    Raise ValueError if a task has fewer than k attempts. Attempts may be 100,000: binomial coefficients overflow.
    The standard error is that of a mean over M >= 2 independent tasks.
    """
    raise NotImplementedError
