"""The threshold of least cost on a validation set whose negatives were sampled."""

import numpy as np


def corrected(score: np.ndarray, keep_rate: float) -> np.ndarray:
    """Probabilities in the population: the odds times keep_rate."""
    return keep_rate * score / (keep_rate * score + 1 - score)


def cheapest_cut(
    y: np.ndarray, p: np.ndarray, cost_fp: float, cost_fn: float, keep_rate: float = 1.0
) -> tuple[float, float]:
    """The threshold and its estimated cost in the population: a case is flagged if p >= threshold."""
    values, group = np.unique(p, return_inverse=True)
    saved = np.where(y == 1, cost_fn, -cost_fp / keep_rate)  # what flagging a row changes, against letting it pass
    per_value = np.bincount(group, weights=saved, minlength=len(values))
    gain = np.append(0.0, np.cumsum(per_value[::-1]))  # of flagging nothing, the highest value, the two highest, ...
    best = int(np.argmax(gain))  # the first of equals has the fewest alarms
    threshold = float("inf") if best == 0 else float(values[len(values) - best])
    return threshold, float(cost_fn * np.sum(y == 1) - gain[best])
