"""Wrong: joins the points of precision and recall by straight lines."""

import numpy as np


def average_precision(y, score):
    """Trapezoidal area from the invented point (0, 1)."""
    y = np.asarray(y, dtype=float)
    if y.sum() == 0:
        return float("nan")
    order = np.argsort(-np.asarray(score), kind="stable")
    y, s = y[order], np.asarray(score)[order]
    ends = np.r_[np.flatnonzero(np.diff(s)), y.size - 1]
    tp = np.cumsum(y)[ends]
    precision, recall = np.r_[1, tp / (ends + 1)], np.r_[0, tp / y.sum()]
    return float(np.sum(np.diff(recall) * (precision[1:] + precision[:-1]) / 2))
