"""Wrong: takes precision after each single case, so tied cases count in the order of the file."""

import numpy as np


def average_precision(y, score):
    """Mean precision at the ranks of the positives."""
    y = np.asarray(y, dtype=float)
    if y.sum() == 0:
        return float("nan")
    y = y[np.argsort(-np.asarray(score), kind="stable")]
    precision = np.cumsum(y) / np.arange(1, y.size + 1)
    return float(np.sum(precision * y) / y.sum())
