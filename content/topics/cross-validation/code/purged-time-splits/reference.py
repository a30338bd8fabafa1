"""Time splits with purging and an embargo."""

import numpy as np


def purged_splits(start, end, n_splits, embargo=0.0, past_only=False):
    """Pairs (train, test) of row indices, one for every test block, earliest first."""
    splits = []
    for block in np.array_split(np.argsort(start, kind="stable"), n_splits):
        first, last = start[block].min(), end[block].max()  # the stretch that the block's features and labels cover
        usable = end <= first
        if not past_only:
            usable |= start >= last + embargo
        usable[block] = False
        splits.append((np.flatnonzero(usable), np.sort(block)))
    return splits
