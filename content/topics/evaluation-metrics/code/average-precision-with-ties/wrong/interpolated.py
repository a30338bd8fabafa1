"""Wrong: replaces precision by the best precision at any higher recall."""

import numpy as np


def average_precision(y, score):
    """Interpolated average precision, as in some detection benchmarks."""
    y = np.asarray(y, dtype=float)
    if y.sum() == 0:
        return float("nan")
    order = np.argsort(-np.asarray(score), kind="stable")
    y, s = y[order], np.asarray(score)[order]
    ends = np.r_[np.flatnonzero(np.diff(s)), y.size - 1]
    tp = np.cumsum(y)[ends]
    precision = np.maximum.accumulate((tp / (ends + 1))[::-1])[::-1]
    return float(np.sum(np.diff(tp, prepend=0) / y.sum() * precision))
