"""Wrong: exponentiates raw logits, which overflows."""

import numpy as np


def fit_temperature(logits, y):
    """Grid and refinement on the log loss, with an unstable softmax."""
    grid = np.geomspace(0.05, 20, 400)
    for _ in range(6):
        losses = []
        for t in grid:
            p = np.exp(logits / t)
            p /= p.sum(axis=1, keepdims=True)
            losses.append(-np.mean(np.log(p[np.arange(len(y)), y])))
        best = int(np.argmin(losses))
        grid = np.linspace(grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)], 30)
    return float(grid[np.argmin(losses)])


def calibration_error(confidence, correct, bins=10):
    """Right."""
    index = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(np.abs(np.bincount(index, weights=confidence - correct, minlength=bins)).sum() / len(confidence))
