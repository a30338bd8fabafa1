"""Wrong: stratifies groups by their majority label, which hides how many positives they hold."""

import numpy as np


def assign_folds(y, groups, k, seed=0):
    names, of_row = np.unique(groups, return_inverse=True)
    if len(names) < k:
        raise ValueError("too few groups")
    majority = np.array([np.bincount(y[of_row == g]).argmax() for g in range(len(names))])
    rng, fold_of_group, start = np.random.default_rng(seed), np.zeros(len(names), int), 0
    for label in np.unique(majority):
        chosen = rng.permutation(np.flatnonzero(majority == label))
        fold_of_group[chosen] = (start + np.arange(len(chosen))) % k
        start += len(chosen)
    return fold_of_group[of_row]
