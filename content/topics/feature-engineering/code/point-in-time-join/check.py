"""Checks the point-in-time join against a slow loop: python check.py"""

import time

import numpy as np
from solution import as_of_join

passed = 0


def expect(name, got, wanted):
    """One check: prints its name, or says what was expected and what came."""
    global passed
    got, wanted = np.asarray(got, dtype=float), np.asarray(wanted, dtype=float)
    same = got.shape == wanted.shape and np.array_equal(got, wanted, equal_nan=True)
    assert same, f"{name}: expected {wanted}, got {got}"
    passed += 1
    print(f"ok: {name}")


def slow(entity, happened, available, value, query_entity, query_time, max_age=np.inf):
    out = []
    for e, t in zip(query_entity, query_time, strict=True):
        rows = [
            (happened[i], available[i], value[i]) for i in range(len(entity)) if entity[i] == e and available[i] <= t
        ]
        newest = max(rows, key=lambda row: row[:2], default=None)
        out.append(np.nan if newest is None or t - newest[0] > max_age else newest[2])
    return np.array(out)


def join(records, queries, **options):
    columns = [np.array(column) for column in zip(*records, strict=True)]
    entity, times = (np.array(column) for column in zip(*queries, strict=True))
    return as_of_join(*columns, entity, times, **options)


records = [("x", 3.0, 3.0, 10.0), ("x", 6.0, 11.0, 20.0), ("y", 5.0, 5.0, 70.0), ("x", 12.0, 12.0, 30.0)]
expect("nothing known yet", join(records, [("x", 2.0)]), [np.nan])
expect("known from the moment of availability on", join(records, [("x", 3.0)]), [10.0])
expect("happened but not arrived", join(records, [("x", 10.0)]), [10.0])
expect("arrived", join(records, [("x", 11.0), ("x", 13.0)]), [20.0, 30.0])
expect(
    "entities do not mix",
    join(records, [("y", 4.0), ("y", 20.0), ("z", 20.0), ("a", 20.0)]),
    [np.nan, 70.0, np.nan, np.nan],
)
late = [("x", 8.0, 8.0, 1.0), ("x", 2.0, 9.0, 2.0)]
expect("a late arrival of an old event does not replace a newer one", join(late, [("x", 9.5)]), [1.0])
fixed = [("x", 4.0, 4.0, 5.0), ("x", 4.0, 7.0, 6.0)]
expect("a correction counts once it is available", join(fixed, [("x", 5.0), ("x", 7.0)]), [5.0, 6.0])
expect("too old", join(records, [("y", 8.0), ("y", 8.5)], max_age=3.0), [70.0, np.nan])
expect("order of records does not matter", join(records[::-1], [("x", 10.0), ("x", 13.0)]), [10.0, 30.0])
empty = np.array([])
expect("no records", as_of_join(empty, empty, empty, empty, np.array([1]), np.array([2.0])), [np.nan])
expect("no queries", as_of_join(*(np.array([1.0]) for _ in range(4)), empty, empty), [])

rng = np.random.default_rng(0)
for size in (30, 300):
    e = rng.integers(0, 8, size) * 5
    h = rng.integers(0, 40, size).astype(float)
    a = h + np.where(rng.random(size) < 0.5, 0, rng.integers(0, 15, size)) + rng.random(size) / 1000
    v = rng.normal(size=size)
    qe, qt = rng.integers(-1, 9, 200) * 5, rng.integers(0, 50, 200).astype(float)
    for limit in (np.inf, 6.0):
        expect(
            f"{size} random records, max_age {limit}",
            as_of_join(e, h, a, v, qe, qt, limit),
            slow(e, h, a, v, qe, qt, limit),
        )

n = 100_000
e, h = rng.integers(0, 5000, n), rng.random(n) * 100
start = time.process_time()
out = as_of_join(e, h, h + rng.random(n), rng.normal(size=n), rng.integers(0, 5000, n), rng.random(n) * 100)
seconds = time.process_time() - start
assert seconds < 1.2, (
    f"100,000 records and queries took {seconds:.1f} s: expected a sort and a binary search, not a loop"
)
expect("100,000 records and queries in time", [len(out)], [n])
print(f"All {passed} checks passed.")
