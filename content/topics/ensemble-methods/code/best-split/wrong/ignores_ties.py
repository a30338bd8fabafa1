"""Wrong: puts a threshold between rows of equal value, which no threshold can separate."""

import numpy as np


def impurity(counts, criterion):
    shares = counts / counts.sum(axis=-1, keepdims=True)
    if criterion == "gini":
        return 1 - np.sum(shares**2, axis=-1)
    return -np.sum(shares * np.log2(np.where(shares > 0, shares, 1)), axis=-1)


def best_split(x, y, criterion="gini", min_leaf=1):
    n, d = x.shape
    one_hot = np.eye(y.max() + 1)[y]
    total = one_hot.sum(axis=0)
    best, best_gain = None, 1e-12
    for j in range(d):
        order = np.argsort(x[:, j], kind="stable")
        values, left = x[order, j], np.cumsum(one_hot[order], axis=0)
        for i in range(min_leaf, n - min_leaf + 1):
            if i == n:
                continue
            after = i * impurity(left[i - 1], criterion) + (n - i) * impurity(total - left[i - 1], criterion)
            gain = impurity(total, criterion) - after / n
            if gain > best_gain + 1e-12:
                best, best_gain = (j, float((values[i - 1] + values[i]) / 2), float(gain)), gain
    return best
