"""Checks solution.py: python check.py (NumPy only)."""

import numpy as np
from solution import assign_folds

COUNT = 0


def passed(what):
    global COUNT
    COUNT += 1
    print(f"ok: {what}")


def whole(folds, groups, k, what):
    folds = np.asarray(folds)
    assert folds.shape == np.shape(groups), f"{what}: expected one fold per row, got shape {folds.shape}"
    assert set(folds.tolist()) == set(range(k)), (
        f"{what}: expected folds 0 to {k - 1}, got {sorted(set(folds.tolist()))}"
    )
    for group in set(np.asarray(groups).tolist()):
        found = set(folds[np.asarray(groups) == group].tolist())
        assert len(found) == 1, f"{what}: group {group!r} lies in folds {sorted(found)}"


def spread(y, folds, k, label):
    """The smallest and the largest share of a class that a fold holds."""
    shares = np.bincount(folds[y == label], minlength=k) / np.sum(y == label)
    return shares.min(), shares.max()


groups = np.repeat(np.arange(8), 5)
y = np.repeat([1, 0, 0, 0, 1, 0, 0, 0], 5)
for seed in range(5):
    folds = assign_folds(y, groups, 2, seed)
    whole(folds, groups, 2, "eight equal groups")
    positives = np.bincount(folds[y == 1], minlength=2)
    assert positives.tolist() == [5, 5], f"two positive groups, two folds: expected 5 positives each, got {positives}"
    assert np.bincount(folds).tolist() == [20, 20], f"expected 20 rows a fold, got {np.bincount(folds)}"
passed("two positive groups go to two folds, for five seeds")

names = np.array(["zoe", "ann", "bob", "zoe", "cy", "ann", "bob", "dee"])
folds = assign_folds(np.array([0, 1, 0, 0, 1, 1, 0, 1]), names, 4)
whole(folds, names, 4, "names as groups")
passed("groups may be strings, in any order")

folds = assign_folds(np.zeros(6, int), np.arange(6), 6)
whole(folds, np.arange(6), 6, "as many groups as folds")
folds = assign_folds(np.array([0] * 90 + [1] * 3), np.array([0] * 90 + [1, 2, 3]), 4)
whole(folds, np.array([0] * 90 + [1, 2, 3]), 4, "one giant group")
passed("no fold stays empty, not even beside a giant group")

groups = np.repeat(np.arange(4), [4, 4, 4, 12])
for seed in range(5):
    folds = np.asarray(assign_folds(np.zeros(24, int), groups, 2, seed))
    sizes = np.bincount(folds, minlength=2).tolist()
    assert sizes == [12, 12], f"groups of 12, 4, 4 and 4 rows, two folds: expected 12 rows each, got {sizes}"
passed("a large group is balanced by the small ones, for five seeds")

try:
    assign_folds(np.zeros(5, int), np.array([1, 1, 2, 2, 2]), 3)
except ValueError:
    passed("fewer groups than folds: ValueError")
else:
    raise AssertionError("two groups and three folds: expected a ValueError")

rng = np.random.default_rng(0)
for trial in range(20):
    sizes = rng.integers(3, 15, 120)
    groups = rng.permutation(np.repeat(np.arange(120), sizes))
    rates = rng.beta(0.5, 4.5, 120)  # a group's own rate: most have few positives, some many
    y = (rng.random(len(groups)) < rates[groups]).astype(int)
    folds = np.asarray(assign_folds(y, groups, 5, seed=trial))
    whole(folds, groups, 5, f"trial {trial}")
    for label in (0, 1):
        low, high = spread(y, folds, 5, label)
        assert low > 0.15, f"trial {trial}: a fold holds {low:.3f} of class {label}; expected about 0.2"
        assert high < 0.25, f"trial {trial}: a fold holds {high:.3f} of class {label}; expected about 0.2"
passed("20 random sets of 120 groups: every fold holds 15% to 25% of each class")

y3 = rng.integers(0, 3, len(groups))
folds = np.asarray(assign_folds(y3, groups, 4))
whole(folds, groups, 4, "three classes")
for label in range(3):
    low, high = spread(y3, folds, 4, label)
    assert 0.19 < low <= high < 0.31, f"class {label}: shares {low:.3f} to {high:.3f}; expected about 0.25"
passed("three classes")
again, other = (np.asarray(assign_folds(y, groups, 5, seed)) for seed in (19, 20))
assert np.array_equal(again, assign_folds(y, groups, 5, 19)), "the same seed should give the same folds"
assert not np.array_equal(again, other), "another seed should give other folds"
passed("the seed decides")
print(f"All {COUNT} checks passed.")
