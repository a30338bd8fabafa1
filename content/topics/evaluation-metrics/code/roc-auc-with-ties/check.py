"""Checks roc_auc against counted pairs: python check.py"""

import math
import time

import numpy as np
from solution import roc_auc

passed = 0


def expect(name, got, wanted, tolerance=1e-9):
    """One check: prints its name, or says what was expected and what came."""
    global passed
    same = math.isnan(got) if math.isnan(wanted) else abs(got - wanted) <= tolerance
    assert same, f"{name}: expected {wanted}, got {got}"
    passed += 1
    print(f"ok: {name}")


def by_pairs(y, score):
    gap = score[y == 1][:, None] - score[y == 0][None, :]
    return np.mean((gap > 0) + 0.5 * (gap == 0))


expect("perfect order", roc_auc(np.array([0, 0, 1, 1]), np.array([0.1, 0.2, 0.3, 0.4])), 1.0)
expect("reversed order", roc_auc(np.array([1, 1, 0, 0]), np.array([0.1, 0.2, 0.3, 0.4])), 0.0)
expect("constant score, positives first", roc_auc(np.array([1, 1, 0, 0, 0]), np.zeros(5)), 0.5)
expect("constant score, positives last", roc_auc(np.array([0, 0, 0, 1, 1]), np.zeros(5)), 0.5)
expect("one tie among four pairs", roc_auc(np.array([1, 0, 1, 0]), np.array([2.0, 2.0, 3.0, 1.0])), 0.875)
expect("negative scores", roc_auc(np.array([1, 0, 0]), np.array([-1.0, -2.0, -1.0])), 0.75)
expect("no positives", roc_auc(np.zeros(3, dtype=int), np.arange(3.0)), math.nan)
expect("no negatives", roc_auc(np.ones(3, dtype=int), np.arange(3.0)), math.nan)

rng = np.random.default_rng(0)
for levels in (2, 5, 40):
    y = (rng.random(301) < 0.2).astype(int)
    score = rng.integers(0, levels, 301) + 1.0 * y
    expect(f"random scores with {levels} levels", roc_auc(y, score), by_pairs(y, score))
y, score = (rng.random(200) < 0.5).astype(int), rng.normal(size=200)
expect("an increasing transformation changes nothing", roc_auc(y, np.exp(score)), roc_auc(y, score))

y, score = (rng.random(200_000) < 0.3).astype(int), rng.normal(size=200_000).round(3)
start = time.process_time()
value = roc_auc(y, score)
seconds = time.process_time() - start
assert seconds < 0.6, f"200,000 cases took {seconds:.1f} s: expected O(N log N), not a comparison of all pairs"
expect("200,000 cases in time", value, 0.5, 0.01)
print(f"All {passed} checks passed.")
