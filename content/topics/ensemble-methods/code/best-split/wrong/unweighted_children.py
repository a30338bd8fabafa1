"""Wrong: takes the plain mean of the children's impurities instead of weighting them by their rows."""

from itertools import pairwise

import numpy as np


def impurity(y, criterion):
    shares = np.bincount(y) / len(y)
    shares = shares[shares > 0]
    return 1 - np.sum(shares**2) if criterion == "gini" else -np.sum(shares * np.log2(shares))


def best_split(x, y, criterion="gini", min_leaf=1):
    best, best_gain = None, 1e-12
    for j in range(x.shape[1]):
        values = np.unique(x[:, j])
        for low, high in pairwise(values):
            left = x[:, j] <= low
            if min(left.sum(), (~left).sum()) < min_leaf:
                continue
            gain = impurity(y, criterion) - (impurity(y[left], criterion) + impurity(y[~left], criterion)) / 2
            if gain > best_gain + 1e-12:
                best, best_gain = (j, float((low + high) / 2), float(gain)), gain
    return best
