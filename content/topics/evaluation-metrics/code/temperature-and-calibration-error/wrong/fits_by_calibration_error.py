"""Wrong: chooses the temperature by the calibration error, which is not a proper score."""

import numpy as np


def calibration_error(confidence, correct, bins=10):
    """Right."""
    index = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(np.abs(np.bincount(index, weights=confidence - correct, minlength=bins)).sum() / len(confidence))


def fit_temperature(logits, y):
    """The temperature on a grid with the least calibration error."""
    best = (np.inf, 1.0)
    for t in np.geomspace(0.05, 20, 120):
        z = logits / t
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        best = min(best, (calibration_error(p.max(axis=1), p.argmax(axis=1) == y), t))
    return best[1]
