"""Wrong: averages the absolute error of single cases instead of the error of each bin's averages."""

import numpy as np


def fit_temperature(logits, y):
    """Right: bisection on the derivative."""
    z = logits - logits.max(axis=1, keepdims=True)
    low, high = 0.05, 20.0
    for _ in range(60):
        s = (low + high) / 2
        w = np.exp(s * z)
        up = ((w * z).sum(axis=1) / w.sum(axis=1)).mean() > z[np.arange(len(y)), y].mean()
        low, high = (low, s) if up else (s, high)
    return 1 / s


def calibration_error(confidence, correct, bins=10):
    """Mean absolute difference, case by case."""
    del bins
    return float(np.mean(np.abs(confidence - correct)))
