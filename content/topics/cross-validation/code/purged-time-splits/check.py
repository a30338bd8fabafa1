"""Checks solution.py: python check.py (NumPy only)."""

import numpy as np
from solution import purged_splits

COUNT = 0


def passed(what):
    global COUNT
    COUNT += 1
    print(f"ok: {what}")


def expect(found, expected, what):
    assert len(found) == len(expected), f"{what}: expected {len(expected)} splits, got {len(found)}"
    for number, (pair, wanted) in enumerate(zip(found, expected, strict=True), start=1):
        for name, rows, should in zip(("training", "test"), pair, wanted, strict=True):
            rows = np.asarray(rows).tolist()
            assert rows == list(should), f"{what}, split {number}: expected {name} rows {list(should)}, got {rows}"
    passed(what)


def slow(start, end, n_splits, embargo, past_only):
    """Row by row, from the definition."""
    n, out, taken = len(start), [], 0
    order = sorted(range(n), key=lambda i: (start[i], i))
    for split in range(n_splits):
        size = n // n_splits + (split < n % n_splits)
        test = order[taken : taken + size]
        taken += size
        a, b = min(start[i] for i in test), max(end[i] for i in test)
        train = [i for i in range(n) if i not in test and (end[i] <= a or (not past_only and start[i] >= b + embargo))]
        out.append((train, sorted(test)))
    return out


day = np.arange(12.0)
expect(
    purged_splits(day, day + 1, 3),
    [(range(4, 12), range(4)), ([0, 1, 2, 3, 8, 9, 10, 11], range(4, 8)), (range(8), range(8, 12))],
    "labels of the next day: nothing to purge",
)
expect(
    purged_splits(day, day + 3, 3),
    [(range(6, 12), range(4)), ([0, 1, 10, 11], range(4, 8)), (range(6), range(8, 12))],
    "labels three days ahead: two rows purged on each side",
)
expect(
    purged_splits(day, day + 3, 3, embargo=1.0),
    [(range(7, 12), range(4)), ([0, 1, 11], range(4, 8)), (range(6), range(8, 12))],
    "an embargo of a day removes one more row, after the test only",
)
expect(
    purged_splits(day, day + 3, 3, embargo=5.0, past_only=True),
    [([], range(4)), ([0, 1], range(4, 8)), (range(6), range(8, 12))],
    "the past only; the first block has no training rows",
)
mixed = np.array([3, 0, 2, 5, 1, 4])
expect(
    purged_splits(mixed.astype(float), mixed + 2.0, 2),
    [([3, 5], [1, 2, 4]), ([1, 4], [0, 3, 5])],
    "rows in any order",
)
lengths = np.array([1.0, 6.0, 1.0, 1.0, 1.0, 1.0])
first = np.arange(6.0)
expect(
    purged_splits(first, first + lengths, 3),
    [([], [0, 1]), ([0, 4, 5], [2, 3]), ([0, 2, 3], [4, 5])],
    "one long label: it keeps its row out, and later rows out of its test",
)
expect(
    purged_splits(np.zeros(5), np.ones(5), 2),
    [([], [0, 1, 2]), ([], [3, 4])],
    "all at once: nothing can train, sizes 3 and 2",
)
rng = np.random.default_rng(0)
for trial in range(60):
    n = int(rng.integers(5, 40))
    start = rng.integers(0, 15, n).astype(float)
    end = start + rng.integers(0, 6, n)
    before = start.copy(), end.copy()
    for embargo, past_only in ((0.0, False), (2.0, False), (2.0, True)):
        splits = purged_splits(start, end, 4, embargo, past_only)
        for (train, test), wanted in zip(splits, slow(start, end, 4, embargo, past_only), strict=True):
            what = f"trial {trial}, embargo {embargo}, past_only {past_only}"
            assert np.asarray(test).tolist() == wanted[1], f"{what}: expected test rows {wanted[1]}, got {test}"
            assert np.asarray(train).tolist() == wanted[0], f"{what}: expected training rows {wanted[0]}, got {train}"
    assert np.array_equal(start, before[0]), "start was changed"
    assert np.array_equal(end, before[1]), "end was changed"
passed("180 random splits with ties and labels of different length agree with the definition")
print(f"All {COUNT} checks passed.")
