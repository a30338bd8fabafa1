"""Checks solution.py: python check.py (NumPy only)."""

from itertools import pairwise

import numpy as np
from solution import best_split

COUNT = 0


def passed(what):
    global COUNT
    COUNT += 1
    print(f"ok: {what}")


def same(found, expected, what):
    assert (found is None) == (expected is None), f"{what}: expected {expected}, got {found}"
    if expected is not None:
        close = found[0] == expected[0] and np.allclose(found[1:], expected[1:], atol=1e-9)
        assert close, f"{what}: expected {expected}, got {found}"
    passed(what)


def node_impurity(y, criterion):
    shares = [np.mean(y == k) for k in set(y.tolist())]
    if criterion == "gini":
        return sum(p * (1 - p) for p in shares)
    return -sum(p * np.log2(p) for p in shares)


def slow(x, y, criterion, min_leaf):
    """Every feature, every threshold, counted from scratch."""
    best = None
    for j in range(x.shape[1]):
        values = np.unique(x[:, j])
        for low, high in pairwise(values):
            goes = x[:, j] <= low
            if min(goes.sum(), (~goes).sum()) < min_leaf:
                continue
            parts = sum(side.mean() * node_impurity(y[side], criterion) for side in (goes, ~goes))
            gain = node_impurity(y, criterion) - parts
            if gain > 1e-12 and (best is None or gain > best[2] + 1e-12):
                best = (j, (low + high) / 2, gain)
    return best


column = np.array([[1.0], [2.0], [3.0], [4.0]])
same(best_split(column, np.array([0, 0, 1, 1])), (0, 2.5, 0.5), "two pure halves, Gini")
same(best_split(column, np.array([0, 0, 1, 1]), "entropy"), (0, 2.5, 1.0), "two pure halves, entropy in bits")
same(best_split(column, np.array([0, 1, 1, 1])), (0, 1.5, 0.375), "a single row is split off")
same(best_split(column, np.array([0, 1, 1, 1]), min_leaf=2), (0, 2.5, 0.125), "min_leaf forbids the single row")
same(best_split(column, np.array([0, 1, 1, 1]), min_leaf=3), None, "min_leaf leaves no split")
same(best_split(column, np.array([1, 1, 1, 1])), None, "a pure node is not split")
same(best_split(np.ones((4, 2)), np.array([0, 1, 0, 1])), None, "constant features cannot be split")
same(best_split(column[:1], np.array([0])), None, "a node of one row")
tied = np.array([[2.0], [1.0], [2.0], [1.0], [2.0], [3.0]])
same(best_split(tied, np.array([0, 0, 0, 0, 1, 1])), (0, 2.5, 4 / 9 - 5 / 6 * 0.32), "no threshold inside equal values")
twice = np.column_stack([column[::-1, 0], column[:, 0]])
same(best_split(twice, np.array([0, 0, 1, 1])), (0, 2.5, 0.5), "of equally good features the first")
same(best_split(column, np.array([0, 1, 0, 1])), (0, 1.5, 1 / 6), "of equally good thresholds the smallest")
three = np.array([0, 1, 2, 2])
same(best_split(column, three), (0, 2.5, 0.625 - 0.25), "three classes")
same(best_split(column, np.array([2, 2, 4, 4])), (0, 2.5, 0.5), "classes that do not occur")
rng = np.random.default_rng(0)
for trial in range(60):
    n = int(rng.integers(2, 25))
    x, y = rng.integers(0, 6, (n, 3)).astype(float), rng.integers(0, 3, n)
    for criterion in ("gini", "entropy"):
        for min_leaf in (1, 3):
            found, expected = best_split(x, y, criterion, min_leaf), slow(x, y, criterion, min_leaf)
            assert (found is None) == (expected is None), f"trial {trial}, {criterion}: {found}, not {expected}"
            if expected:
                close = found[0] == expected[0] and np.allclose(found[1:], expected[1:], atol=1e-9)
                assert close, f"trial {trial}, {criterion}, min_leaf {min_leaf}: expected {expected}, got {found}"
passed("240 random nodes agree with trying every split")
before = x.copy()
best_split(x, y)
assert np.array_equal(x, before), "the input was changed"
passed("the input is left alone")
print(f"All {COUNT} checks passed.")
