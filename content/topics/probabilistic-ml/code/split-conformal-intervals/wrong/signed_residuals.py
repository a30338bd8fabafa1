"""Wrong: sorts signed residuals, so a large miss below the prediction counts as a small score."""

import math

import numpy as np


def conformal_cut(scores, alpha):
    """As in the reference."""
    rank = math.ceil((len(scores) + 1) * (1 - alpha) - 1e-9)
    return float(np.sort(scores)[rank - 1]) if rank <= len(scores) else math.inf


def intervals(predicted_cal, labels_cal, predicted_new, alpha, spread_cal=None, spread_new=None):
    """Forgets the absolute value."""
    spread_cal = np.ones(len(predicted_cal)) if spread_cal is None else spread_cal
    spread_new = np.ones(len(predicted_new)) if spread_new is None else spread_new
    half = conformal_cut((labels_cal - predicted_cal) / spread_cal, alpha) * spread_new
    return predicted_new - half, predicted_new + half
