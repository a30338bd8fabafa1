"""Area under the ROC curve from mid-ranks."""

import numpy as np


def roc_auc(y: np.ndarray, score: np.ndarray) -> float:
    """P(positive scores above negative) + half the chance of a tie."""
    y, score = np.asarray(y).astype(bool), np.asarray(score, dtype=float)
    positives = int(y.sum())
    negatives = y.size - positives
    if positives == 0 or negatives == 0:
        return float("nan")
    _, group, size = np.unique(score, return_inverse=True, return_counts=True)
    last = np.cumsum(size)  # 1-based rank of the last case of each group of tied cases
    mid_rank = last - (size - 1) / 2
    wins = mid_rank[group][y].sum() - positives * (positives + 1) / 2
    return float(wins / (positives * negatives))
