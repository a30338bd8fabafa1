"""Wrong: falls back to the largest score where there are too few, which does not reach the coverage."""

import math

import numpy as np


def conformal_cut(scores, alpha):
    """Clips the rank to n."""
    if len(scores) == 0:
        return math.inf
    rank = min(math.ceil((len(scores) + 1) * (1 - alpha) - 1e-9), len(scores))
    return float(np.sort(scores)[rank - 1])


def intervals(predicted_cal, labels_cal, predicted_new, alpha, spread_cal=None, spread_new=None):
    """As in the reference."""
    spread_cal = np.ones(len(predicted_cal)) if spread_cal is None else spread_cal
    spread_new = np.ones(len(predicted_new)) if spread_new is None else spread_new
    half = conformal_cut(np.abs(labels_cal - predicted_cal) / spread_cal, alpha) * spread_new
    return predicted_new - half, predicted_new + half
