"""Wrong: smooths, but encodes training rows from all of them, so each row sees its own label."""

import numpy as np


def encode_new_rows(new, levels, y, m):
    """Right."""
    known, index = np.unique(levels, return_inverse=True)
    table = (np.bincount(index, weights=y) + m * y.mean()) / (np.bincount(index) + m)
    place = np.minimum(np.searchsorted(known, new), len(known) - 1)
    return np.where(known[place] == new, table[place], y.mean())


def encode_training_rows(levels, y, fold, m):
    """Ignores the folds."""
    del fold
    return encode_new_rows(levels, levels, y, m)
