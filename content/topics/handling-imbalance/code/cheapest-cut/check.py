"""Checks corrected and cheapest_cut against trying every threshold: python check.py"""

import time

import numpy as np
from solution import cheapest_cut, corrected

INF = float("inf")
passed = 0


def expect(name, got, wanted, tolerance=1e-9):
    """One check: prints its name, or says what was expected and what came."""
    global passed
    got, wanted = np.asarray(got, float), np.asarray(wanted, float)
    assert got.shape == wanted.shape, f"{name}: expected shape {wanted.shape}, got {got.shape}"
    assert np.allclose(got, wanted, rtol=0, atol=tolerance), f"{name}: expected {wanted}, got {got}"
    passed += 1
    print(f"ok: {name}")


def by_trying(y, p, cost_fp, cost_fn, keep_rate):
    best = (INF, cost_fn * np.sum(y == 1))
    for t in sorted(set(p), reverse=True):
        flag = p >= t
        cost = cost_fp / keep_rate * np.sum(flag & (y == 0)) + cost_fn * np.sum(~flag & (y == 1))
        if cost < best[1] - 1e-9:
            best = (t, cost)
    return best


expect("one half at a tenth of the negatives", corrected(np.array([0.5]), 0.1), [1 / 11])
expect("nothing sampled, nothing corrected", corrected(np.array([0.2, 0.9]), 1.0), [0.2, 0.9])
expect("certain scores stay certain", corrected(np.array([0.0, 1.0]), 0.01), [0.0, 1.0])
rng = np.random.default_rng(0)
positive = rng.random(400_000) < 0.004
kept = positive | (rng.random(400_000) < 0.02)
share = positive[kept].mean()
expect("a sample of known prevalence", corrected(np.array([share]), 0.02), [0.004], 0.0005)

y, p = np.array([0, 0, 1, 1]), np.array([0.1, 0.2, 0.3, 0.4])
expect("separated classes", cheapest_cut(y, p, 1, 5), (0.3, 0))
expect("flag nothing", cheapest_cut(np.array([1, 0, 0]), np.array([0.1, 0.8, 0.9]), 5, 1), (INF, 1))
expect("flag everything", cheapest_cut(np.array([1, 0, 1]), np.array([0.1, 0.5, 0.9]), 1, 50), (0.1, 1))
expect("no positives", cheapest_cut(np.zeros(3, int), np.arange(3.0), 1, 9), (INF, 0))
expect("no negatives", cheapest_cut(np.ones(3, int), np.arange(3.0), 1, 9), (0.0, 0))
tied = np.array([0.4, 0.4, 0.4, 0.9])
expect("tied scores are flagged together", cheapest_cut(np.array([1, 0, 0, 0]), tied, 1, 2), (INF, 2))
expect("of equal costs the fewest alarms", cheapest_cut(np.array([1, 0]), np.array([0.5, 0.5]), 3, 3), (INF, 3))
y, p = np.array([1, 0, 1, 0]), np.array([0.9, 0.7, 0.5, 0.3])
expect("all negatives kept", cheapest_cut(y, p, 1, 3), (0.5, 1))
expect("a negative stands for ten", cheapest_cut(y, p, 1, 3, 0.1), (0.9, 3))

for seed in range(12):
    rng = np.random.default_rng(seed)
    y = (rng.random(60) < 0.2).astype(int)
    p = np.round(rng.random(60) * 0.5 + 0.3 * y, 1 + seed % 2)
    costs = (1.0, float(rng.integers(1, 30)), float(rng.choice([0.1, 0.5, 1.0])))
    expect(f"random data {seed}", cheapest_cut(y, p, *costs), by_trying(y, p, *costs))

y = (rng.random(300_000) < 0.01).astype(int)
p = rng.random(300_000)
before = y.copy(), p.copy()
start = time.process_time()
cheapest_cut(y, p, 1, 50)
seconds = time.process_time() - start
assert seconds < 0.8, f"300,000 rows took {seconds:.1f} s: expected one sort, not a loop over thresholds"
same = [np.array_equal(*pair) for pair in zip(before, (y, p), strict=True)]
assert all(same), "the arguments: expected them unchanged, got new values"
print("ok: 300,000 rows in time, arguments unchanged")
print(f"All {passed + 1} checks passed.")
