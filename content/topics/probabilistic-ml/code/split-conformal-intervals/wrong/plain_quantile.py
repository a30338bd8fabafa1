"""Wrong: takes the empirical quantile of the n scores, without the n + 1."""

import numpy as np


def conformal_cut(scores, alpha):
    """Interpolates between scores, and never says that there are too few."""
    return float(np.quantile(scores, 1 - alpha))


def intervals(predicted_cal, labels_cal, predicted_new, alpha, spread_cal=None, spread_new=None):
    """As in the reference."""
    spread_cal = np.ones(len(predicted_cal)) if spread_cal is None else spread_cal
    spread_new = np.ones(len(predicted_new)) if spread_new is None else spread_new
    half = conformal_cut(np.abs(labels_cal - predicted_cal) / spread_cal, alpha) * spread_new
    return predicted_new - half, predicted_new + half
