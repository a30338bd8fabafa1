"""Wrong: cuts between rows with the same score, which no threshold can do."""

import numpy as np


def corrected(score, keep_rate):
    """As in the reference."""
    return keep_rate * score / (keep_rate * score + 1 - score)


def cheapest_cut(y, p, cost_fp, cost_fn, keep_rate=1.0):
    """Sorts rows and takes every place between two of them."""
    order = np.argsort(-p, kind="stable")
    saved = np.where(y == 1, cost_fn, -cost_fp / keep_rate)[order]
    gain = np.append(0.0, np.cumsum(saved))
    best = int(np.argmax(gain))
    threshold = float("inf") if best == 0 else float(p[order][best - 1])
    return threshold, float(cost_fn * np.sum(y == 1) - gain[best])
