"""Split conformal prediction: intervals whose width may follow an estimate of the spread."""

import math

import numpy as np


def conformal_cut(scores, alpha):
    """The r-th smallest score with r = ceil((n + 1)(1 - alpha)), protected against rounding."""
    n = len(scores)
    rank = math.ceil((n + 1) * (1 - alpha) - 1e-9)
    return float(np.sort(scores)[rank - 1]) if rank <= n else math.inf


def intervals(predicted_cal, labels_cal, predicted_new, alpha, spread_cal=None, spread_new=None):
    """Half-width: the cut times the spread, which is one where none is given."""
    spread_cal = np.ones(len(predicted_cal)) if spread_cal is None else spread_cal
    spread_new = np.ones(len(predicted_new)) if spread_new is None else spread_new
    half = conformal_cut(np.abs(labels_cal - predicted_cal) / spread_cal, alpha) * spread_new
    return predicted_new - half, predicted_new + half
