"""Wrong: compares all pairs, which takes time and memory in proportion to their product."""

import numpy as np


def roc_auc(y, score):
    """A loop over the positives, each compared with all negatives."""
    y, score = np.asarray(y).astype(bool), np.asarray(score)
    if y.all() or not y.any():
        return float("nan")
    negatives = score[~y]
    wins = [np.sum(s > negatives) + 0.5 * np.sum(s == negatives) for s in score[y][:20_000]]
    return float(np.mean(wins) / negatives.size)
