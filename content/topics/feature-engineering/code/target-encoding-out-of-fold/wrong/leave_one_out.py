"""Wrong: leaves out the row instead of its fold, so positives get the lower value within a level."""

import numpy as np


def encode_new_rows(new, levels, y, m):
    """Right."""
    known, index = np.unique(levels, return_inverse=True)
    table = (np.bincount(index, weights=y) + m * y.mean()) / (np.bincount(index) + m)
    place = np.minimum(np.searchsorted(known, new), len(known) - 1)
    return np.where(known[place] == new, table[place], y.mean())


def encode_training_rows(levels, y, fold, m):
    """Each row from all others."""
    del fold
    _, index = np.unique(levels, return_inverse=True)
    count, total = np.bincount(index)[index], np.bincount(index, weights=y)[index]
    prior = (y.sum() - y) / (len(y) - 1)
    return (total - y + m * prior) / (count - 1 + m)
