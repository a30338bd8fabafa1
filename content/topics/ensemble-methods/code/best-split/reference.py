"""The best split of a classification tree's node."""

import numpy as np


def impurity(counts, criterion):
    """The impurity of each row of class counts; every row has a positive sum."""
    shares = counts / counts.sum(axis=-1, keepdims=True)
    if criterion == "gini":
        return 1 - np.sum(shares**2, axis=-1)
    logs = np.log2(np.where(shares > 0, shares, 1))  # 0 log 0 counts as 0
    return -np.sum(shares * logs, axis=-1)


def best_split(x, y, criterion="gini", min_leaf=1):
    """The split (feature, threshold, gain) that lowers the mean impurity most, or None."""
    n, d = x.shape
    one_hot = np.eye(y.max() + 1)[y]
    total = one_hot.sum(axis=0)
    parent = impurity(total, criterion)
    left_sizes = np.arange(1, n)
    allowed = (left_sizes >= min_leaf) & (n - left_sizes >= min_leaf)
    best, best_gain = None, 1e-12
    for j in range(d):
        order = np.argsort(x[:, j], kind="stable")
        values = x[order, j]
        left = np.cumsum(one_hot[order], axis=0)[:-1]  # class counts of the first 1, 2, …, n - 1 rows
        after = (left_sizes * impurity(left, criterion) + (n - left_sizes) * impurity(total - left, criterion)) / n
        gain = np.where(allowed & (values[1:] > values[:-1]), parent - after, -np.inf)
        if n > 1 and gain.max() > best_gain + (1e-12 if best else 0):
            i = int(np.argmax(gain >= gain.max() - 1e-12))  # the first of those that tie
            best_gain = float(gain[i])
            best = (j, float((values[i] + values[i + 1]) / 2), best_gain)
    return best
