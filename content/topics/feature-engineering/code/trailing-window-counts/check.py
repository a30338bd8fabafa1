"""Checks trailing windows against a slow loop: python check.py"""

import time as clock

import numpy as np
from solution import trailing_window

passed = 0


def expect(name, got, wanted):
    """One check: prints its name, or says what was expected and what came."""
    global passed
    pairs = list(zip(got, wanted, strict=True))
    assert all(np.allclose(g, w, rtol=0, atol=1e-7) and len(g) == len(w) for g, w in pairs), (
        f"{name}: expected {wanted}, got {got}"
    )
    passed += 1
    print(f"ok: {name}")


def slow(entity, time, amount, window):
    counts, totals = [], []
    for e, t in zip(entity, time, strict=True):
        past = (entity == e) & (time >= t - window) & (time < t)
        counts.append(past.sum())
        totals.append(amount[past].sum())
    return np.array(counts), np.array(totals)


def run(entity, time, amount, window):
    return trailing_window(np.array(entity), np.array(time, dtype=float), np.array(amount, dtype=float), window)


expect("an event does not count for itself", run([1], [5], [9], 10), ([0], [0]))
expect("two events", run([1, 1], [5, 8], [9, 2], 10), ([0, 1], [0, 9]))
expect("the window includes its start", run([1, 1], [5, 15], [9, 2], 10), ([0, 1], [0, 9]))
expect("and nothing before it", run([1, 1], [5, 15.5], [9, 2], 10), ([0, 0], [0, 0]))
expect(
    "events at the same time do not see each other", run([1, 1, 1], [5, 5, 6], [1, 2, 4], 10), ([0, 0, 2], [0, 0, 3])
)
expect("entities do not mix", run(["a", "b", "a"], [1, 2, 3], [10, 20, 40], 9), ([0, 0, 1], [0, 0, 10]))
expect("input in any order", run([1, 1, 1], [9, 1, 5], [4, 1, 2], 5), ([1, 0, 1], [2, 0, 1]))
expect("nothing at all", run([], [], [], 3), ([], []))

rng = np.random.default_rng(0)
for size in (50, 400):
    e, t, a = rng.integers(0, 6, size), rng.integers(0, 60, size) / 2, rng.normal(size=size)
    for w in (0.5, 7.0, 1000.0):
        expect(f"{size} random events, window {w}", trailing_window(e, t, a, w), slow(e, t, a, w))
later = trailing_window(np.r_[e, e[:50]], np.r_[t, np.full(50, 99.0)], np.r_[a, np.ones(50)], 7.0)
expect("future events change nothing", [later[0][:400], later[1][:400]], slow(e, t, a, 7.0))

n = 200_000
start = clock.process_time()
counts, _ = trailing_window(rng.integers(0, 5000, n), rng.random(n) * 100, rng.random(n), 3.0)
seconds = clock.process_time() - start
assert seconds < 1.2, f"200,000 events took {seconds:.1f} s: expected one sort and binary searches"
expect("200,000 events in time", [[round(counts.mean(), 1)]], [[1.2]])
print(f"All {passed} checks passed.")
