"""Wrong: ranks from a plain sort, so tied cases get different ranks that depend on their position."""

import numpy as np


def roc_auc(y, score):
    """Mann-Whitney with ordinal ranks."""
    y = np.asarray(y).astype(bool)
    n_pos, n_neg = y.sum(), (~y).sum()
    if n_pos == 0 or n_neg == 0:
        return float("nan")
    ranks = np.empty(y.size)
    ranks[np.argsort(score, kind="stable")] = np.arange(1, y.size + 1)
    return float((ranks[y].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))
