"""Wrong: leaves the fold out of the level's counts but not out of the prior, so the label comes back."""

import numpy as np


def _table(new, levels, y, m, prior):
    known, index = np.unique(levels, return_inverse=True)
    table = (np.bincount(index, weights=y) + m * prior) / (np.bincount(index) + m)
    place = np.minimum(np.searchsorted(known, new), len(known) - 1)
    return np.where(known[place] == new, table[place], prior)


def encode_new_rows(new, levels, y, m):
    """Right."""
    return _table(new, levels, y, m, y.mean())


def encode_training_rows(levels, y, fold, m):
    """The prior is the mean of all labels."""
    out = np.empty(len(y))
    for k in np.unique(fold):
        inside = fold == k
        out[inside] = _table(levels[inside], levels[~inside], y[~inside], m, y.mean())
    return out
