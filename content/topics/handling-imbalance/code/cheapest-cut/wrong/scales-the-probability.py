"""Wrong: multiplies the probability, not the odds, by the rate."""

import numpy as np


def corrected(score, keep_rate):
    """Right only for small scores."""
    return keep_rate * score


def cheapest_cut(y, p, cost_fp, cost_fn, keep_rate=1.0):
    """As in the reference."""
    values, group = np.unique(p, return_inverse=True)
    saved = np.where(y == 1, cost_fn, -cost_fp / keep_rate)
    per_value = np.bincount(group, weights=saved, minlength=len(values))
    gain = np.append(0.0, np.cumsum(per_value[::-1]))
    best = int(np.argmax(gain))
    threshold = float("inf") if best == 0 else float(values[len(values) - best])
    return threshold, float(cost_fn * np.sum(y == 1) - gain[best])
