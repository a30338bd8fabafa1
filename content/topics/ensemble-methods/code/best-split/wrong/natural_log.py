"""Wrong: entropy in nats instead of bits."""

from itertools import pairwise

import numpy as np


def impurity(y, classes, criterion):
    shares = np.bincount(y, minlength=classes) / len(y)
    return 1 - np.sum(shares**2) if criterion == "gini" else -np.sum(shares * np.log(shares + 1e-300))


def best_split(x, y, criterion="gini", min_leaf=1):
    best, best_gain = None, 1e-12
    for j in range(x.shape[1]):
        values = np.unique(x[:, j])
        for low, high in pairwise(values):
            left = x[:, j] <= low
            if min(left.sum(), (~left).sum()) < min_leaf:
                continue
            parts = sum(side.mean() * impurity(y[side], y.max() + 1, criterion) for side in (left, ~left))
            gain = impurity(y, y.max() + 1, criterion) - parts
            if gain > best_gain + 1e-12:
                best, best_gain = (j, float((low + high) / 2), float(gain)), gain
    return best
