"""Checks the target encoding: python check.py"""

import numpy as np
from solution import encode_new_rows, encode_training_rows

passed = 0


def expect(name, got, wanted, tolerance=1e-9):
    """One check: prints its name, or says what was expected and what came."""
    global passed
    same = np.shape(got) == np.shape(wanted) and np.allclose(got, wanted, rtol=0, atol=tolerance)
    assert same, f"{name}: expected {wanted}, got {got}"
    passed += 1
    print(f"ok: {name}")


levels = np.array(["a", "a", "b", "a", "b", "c"])
y = np.array([1.0, 0.0, 1.0, 1.0, 0.0, 1.0])
fold = np.array([0, 1, 0, 1, 1, 0])
wanted = [
    (0 + 1 + 2 * 1 / 3) / 4,  # a, without fold 0: labels 0 and 1, prior 1/3
    (1 + 2 * 1) / 3,  # a, without fold 1: label 1, prior 1
    (0 + 2 * 1 / 3) / 3,
    (1 + 2 * 1) / 3,
    (1 + 2 * 1) / 3,
    1 / 3,  # c does not occur in the other fold: its prior
]
expect("six rows by hand, m = 2", encode_training_rows(levels, y, fold, 2.0), wanted)
expect(
    "new rows, one of them unseen",
    encode_new_rows(np.array(["a", "z", "c"]), levels, y, 2.0),
    [(2 + 2 * 4 / 6) / 5, 4 / 6, (1 + 2 * 4 / 6) / 3],
)
expect(
    "an unseen level after the last",
    encode_new_rows(np.array([9, -1]), np.array([1, 2]), np.array([0.0, 1.0]), 1.0),
    [0.5, 0.5],
)

rng = np.random.default_rng(0)
n = 4000
levels = rng.integers(0, 800, n) * 37 - 500  # numbers with holes, some negative
y = (rng.random(n) < 0.3).astype(float)
fold = rng.integers(0, 5, n) + 3
got = encode_training_rows(levels, y, fold, 10.0)
slow = np.empty(n)
for i in range(0, n, 40):
    other = fold != fold[i]
    same = other & (levels == levels[i])
    slow[i] = (y[same].sum() + 10 * y[other].mean()) / (same.sum() + 10)
expect("100 rows against a slow loop", got[::40], slow[::40])
correlation = np.corrcoef(got, y)[0, 1]
expect("a level without signal does not predict its own label", abs(correlation) < 0.06, True)

changed = y.copy()
changed[7] = 1 - changed[7]
inside = fold == fold[7]
expect(
    "a row's label changes nothing in its own fold",
    encode_training_rows(levels, changed, fold, 10.0)[inside],
    got[inside],
)
shuffled = rng.permutation(n)
expect(
    "the order of rows changes nothing",
    encode_training_rows(levels[shuffled], y[shuffled], fold[shuffled], 10.0),
    got[shuffled],
)
huge = encode_training_rows(levels, y, fold, 1e12)
expect("strong smoothing gives the priors of the folds", huge, [y[fold != k].mean() for k in fold], 1e-6)
print(f"All {passed} checks passed.")
