"""Unbiased pass@k as a product of ratios, which cannot overflow."""

import numpy as np


def pass_at_k(attempts: np.ndarray, solved: np.ndarray, k: int) -> tuple[float, float]:
    """The mean over tasks of the unbiased estimate of pass@k, and its standard error."""
    attempts, solved = np.asarray(attempts, dtype=float), np.asarray(solved, dtype=float)
    if np.any(attempts < k):
        raise ValueError(f"pass@{k} needs at least {k} attempts at every task")
    failed = attempts - solved
    drawn = np.arange(k)  # the i-th draw fails with chance (failed - i) / (attempts - i)
    ratios = np.maximum(failed[:, None] - drawn, 0) / (attempts[:, None] - drawn)  # 0 when no failure is left
    estimate = 1 - ratios.prod(axis=1)
    return float(estimate.mean()), float(estimate.std(ddof=1) / np.sqrt(len(estimate)))
