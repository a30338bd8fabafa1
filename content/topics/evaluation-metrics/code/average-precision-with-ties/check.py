"""Checks average_precision against a slow loop over thresholds: python check.py"""

import math

import numpy as np
from solution import average_precision

passed = 0


def expect(name, got, wanted, tolerance=1e-9):
    """One check: prints its name, or says what was expected and what came."""
    global passed
    same = math.isnan(got) if math.isnan(wanted) else abs(got - wanted) <= tolerance
    assert same, f"{name}: expected {wanted}, got {got}"
    passed += 1
    print(f"ok: {name}")


def slow(y, score):
    total, last = 0.0, 0.0
    for t in sorted(set(score), reverse=True):
        flagged = score >= t
        recall = y[flagged].sum() / y.sum()
        total += (recall - last) * y[flagged].mean()
        last = recall
    return total


expect("perfect order", average_precision(np.array([1, 1, 0, 0]), np.array([4.0, 3.0, 2.0, 1.0])), 1.0)
expect("ranks 1 and 3", average_precision(np.array([1, 0, 1]), np.array([0.9, 0.8, 0.7])), (1 + 2 / 3) / 2)
expect("the only positive is last", average_precision(np.array([0, 0, 0, 1]), np.array([4.0, 3.0, 2.0, 1.0])), 0.25)
expect("input out of order", average_precision(np.array([1, 0, 1, 0]), np.array([0.1, 0.9, 0.8, 0.2])), 0.5)
for rows in (np.array([1, 0, 0, 0]), np.array([0, 0, 0, 1])):
    expect(f"constant score, labels {rows}", average_precision(rows, np.full(4, 0.5)), 0.25)
expect(
    "a tie below a hit", average_precision(np.array([1, 1, 0, 0]), np.array([3.0, 2.0, 2.0, 1.0])), 0.5 + 0.5 * 2 / 3
)
expect("all positive", average_precision(np.ones(3, dtype=int), np.arange(3.0)), 1.0)
expect("no positive", average_precision(np.zeros(3, dtype=int), np.arange(3.0)), math.nan)

rng = np.random.default_rng(1)
for levels in (2, 6, 1000):
    y = (rng.random(250) < 0.15).astype(int)
    score = rng.integers(0, levels, 250) / 7 + 0.3 * y
    expect(f"random scores, {levels} levels", average_precision(y, score), slow(y, score))
    mixed = rng.permutation(250)
    expect("the order of rows changes nothing", average_precision(y[mixed], score[mixed]), slow(y, score))
y = (rng.random(100_000) < 0.1).astype(int)
expect("random ranking is near the prevalence", average_precision(y, rng.random(100_000)), 0.1, 0.01)
print(f"All {passed} checks passed.")
