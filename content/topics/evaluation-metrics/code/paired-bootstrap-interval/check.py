"""Checks the paired bootstrap against standard errors: python check.py"""

import numpy as np
from solution import paired_bootstrap

passed = 0


def expect(name, holds, wanted, got):
    """One check: prints its name, or says what was expected and what came."""
    global passed
    assert holds, f"{name}: expected {wanted}, got {got}"
    passed += 1
    print(f"ok: {name}")


def accuracy(y, score):
    return float(np.mean((score > 0.5) == y))


def auc(y, score):
    positive, negative = score[y == 1], np.sort(score[y == 0])
    if len(positive) == 0 or len(negative) == 0:
        return float("nan")
    wins = np.searchsorted(negative, positive, "left") + np.searchsorted(negative, positive, "right")
    return float(wins.mean() / 2 / len(negative))


rng = np.random.default_rng(0)
n = 2000
y = (rng.random(n) < 0.5).astype(int)
hard = rng.random(n)
a = np.where(hard < 0.85, y, 1 - y).astype(float)
b = np.where(hard + 0.05 * rng.normal(size=n) < 0.88, y, 1 - y).astype(float)
single = np.arange(n)

value, low, high = paired_bootstrap(y, a, b, single, accuracy, draws=600)
gain = ((b > 0.5) == y).astype(int) - ((a > 0.5) == y).astype(int)
error = gain.std() / np.sqrt(n)
expect("the difference itself", abs(value - gain.mean()) < 1e-12, gain.mean(), value)
width = (high - low) / (2 * 1.96 * error)
expect("the interval has the paired width", 0.85 < width < 1.15, "a ratio near 1", width)
expect("it holds the difference", low < value < high, "low < difference < high", (low, value, high))

again = paired_bootstrap(y, a, b, single, accuracy, draws=600)
expect("the same seed gives the same interval", again == (value, low, high), (value, low, high), again)
other = paired_bootstrap(y, b, a, single, accuracy, draws=20)[0]
expect("exchanging the models changes the sign", abs(other + value) < 1e-12, -value, other)
same = paired_bootstrap(y, a, a, single, accuracy, draws=50)
expect("a model against itself", same == (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), same)

copies = 8  # every row eight times: no new evidence
repeated = [np.repeat(v, copies) for v in (y, a, b, single)]
low8, high8 = paired_bootstrap(*repeated, accuracy, draws=400)[1:]
ratio = (high8 - low8) / (high - low)
expect("copies of rows in one group add no evidence", 0.85 < ratio < 1.15, "a ratio of widths near 1", ratio)

sizes = rng.integers(1, 9, 300)
group = rng.permutation(np.repeat(np.arange(300) * 7 + 3, sizes))  # labels with holes, rows of a group scattered
m = len(group)
effect = dict(zip(np.unique(group), rng.normal(0, 1, 300), strict=True))
z = (rng.random(m) < 0.5).astype(int)
s_a, s_b = rng.random(m), np.where(np.array([effect[g] for g in group]) > 0, z * 0.8 + 0.1, rng.random(m))
value, low, high = paired_bootstrap(z, s_a, s_b, group, accuracy, draws=500)
per_row = ((s_b > 0.5) == z).astype(float) - ((s_a > 0.5) == z)
sums = np.array([np.sum(per_row[group == g] - per_row.mean()) for g in np.unique(group)])
wanted = 2 * 1.96 * np.sqrt(np.sum(sums**2)) / m
expect("groups of different size", 0.85 < (high - low) / wanted < 1.15, wanted, high - low)

y3 = np.array([1, 0, 0, 0])
out = paired_bootstrap(y3, np.array([0.9, 0.1, 0.2, 0.3]), np.array([0.1, 0.9, 0.8, 0.7]), np.arange(4), auc, draws=80)
expect("draws without a positive are drawn again", out == (-1.0, -1.0, -1.0), (-1.0, -1.0, -1.0), out)
print(f"All {passed} checks passed.")
