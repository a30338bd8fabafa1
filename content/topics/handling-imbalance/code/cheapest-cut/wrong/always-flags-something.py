"""Wrong: never considers flagging nothing."""

import numpy as np


def corrected(score, keep_rate):
    """As in the reference."""
    return keep_rate * score / (keep_rate * score + 1 - score)


def cheapest_cut(y, p, cost_fp, cost_fn, keep_rate=1.0):
    """The best of the values that occur."""
    values, group = np.unique(p, return_inverse=True)
    saved = np.where(y == 1, cost_fn, -cost_fp / keep_rate)
    gain = np.cumsum(np.bincount(group, weights=saved, minlength=len(values))[::-1])
    best = int(np.argmax(gain))
    return float(values[len(values) - 1 - best]), float(cost_fn * np.sum(y == 1) - gain[best])
