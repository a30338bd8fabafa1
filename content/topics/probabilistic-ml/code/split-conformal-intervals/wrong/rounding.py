"""Wrong: trusts (n + 1)(1 - alpha) to be exact, so rounding error lifts a whole number to the next rank."""

import math

import numpy as np


def conformal_cut(scores, alpha):
    """For 149 scores at alpha = 0.18, 150 * (1 - 0.18) comes out a hair above 123."""
    rank = math.ceil((len(scores) + 1) * (1 - alpha))
    return float(np.sort(scores)[rank - 1]) if rank <= len(scores) else math.inf


def intervals(predicted_cal, labels_cal, predicted_new, alpha, spread_cal=None, spread_new=None):
    """As in the reference."""
    spread_cal = np.ones(len(predicted_cal)) if spread_cal is None else spread_cal
    spread_new = np.ones(len(predicted_new)) if spread_new is None else spread_new
    half = conformal_cut(np.abs(labels_cal - predicted_cal) / spread_cal, alpha) * spread_new
    return predicted_new - half, predicted_new + half
