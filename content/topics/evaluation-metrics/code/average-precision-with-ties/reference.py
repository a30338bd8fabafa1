"""Average precision from cumulative counts at the distinct scores."""

import numpy as np


def average_precision(y: np.ndarray, score: np.ndarray) -> float:
    """Sum over distinct thresholds of (recall gained) x (precision there)."""
    y, score = np.asarray(y, dtype=float), np.asarray(score, dtype=float)
    if y.sum() == 0:
        return float("nan")
    order = np.argsort(-score, kind="stable")
    y, score = y[order], score[order]
    ends = np.r_[np.flatnonzero(np.diff(score)), y.size - 1]  # last case of each group of tied scores
    true_positives = np.cumsum(y)[ends]
    precision = true_positives / (ends + 1)
    gained = np.diff(true_positives, prepend=0) / y.sum()
    return float(np.sum(gained * precision))
