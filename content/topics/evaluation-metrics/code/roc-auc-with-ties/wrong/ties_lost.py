"""Wrong: counts only the pairs that a positive wins, so a constant score gets 0."""

import numpy as np


def roc_auc(y, score):
    """Share of strictly ordered pairs."""
    y, score = np.asarray(y).astype(bool), np.asarray(score)
    if y.all() or not y.any():
        return float("nan")
    below = np.searchsorted(np.sort(score[~y]), score[y], side="left")
    return float(below.mean() / (~y).sum())
