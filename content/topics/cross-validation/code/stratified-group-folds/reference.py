"""Folds that keep groups whole and class shares alike."""

import numpy as np


def assign_folds(y, groups, k, seed=0):
    """The fold of every row: groups stay whole, classes are spread evenly by a greedy rule."""
    names, of_row = np.unique(groups, return_inverse=True)
    if len(names) < k:
        raise ValueError(f"{len(names)} groups cannot fill {k} folds")
    counts = np.zeros((len(names), int(y.max()) + 1))
    np.add.at(counts, (of_row, y), 1)  # rows of each class in each group
    totals = np.maximum(counts.sum(axis=0), 1)
    order = np.random.default_rng(seed).permutation(len(names))  # shuffle, so that ties do not follow the names
    order = order[np.argsort(-counts[order].sum(axis=1), kind="stable")]  # large groups first
    in_fold, fold_of_group = np.zeros((k, counts.shape[1])), np.zeros(len(names), int)
    for group in order:  # an empty fold is never worse than another and wins ties, so none stays empty
        fold = min(range(k), key=lambda j: (_imbalance(in_fold, counts[group], j, totals), in_fold[j].sum(), j))
        in_fold[fold] += counts[group]
        fold_of_group[group] = fold
    return fold_of_group[of_row]


def _imbalance(in_fold, added, fold, totals):
    """How unevenly the classes would lie over the folds: the mean over classes of the shares' standard deviation."""
    trial = in_fold.copy()
    trial[fold] += added
    return round(float(np.mean(np.std(trial / totals, axis=0))), 12)
