"""Checks of solution.py: run `python check.py`."""

import math

import numpy as np
from solution import conformal_cut, intervals

rng = np.random.default_rng(2)
done = []


def ensure(condition, what, expected, got):
    """Stop with what was expected and what came, unless the condition holds."""
    assert condition, f"{what}: expected {expected}, got {got}"
    done.append(what)
    print("ok:", what)


# The rank, also where floating point lies a hair above or below a whole number.
for n, alpha, rank in ((99, 0.1, 90), (19, 0.1, 18), (9, 0.1, 9), (49, 0.2, 40), (100, 0.05, 96), (149, 0.18, 123)):
    got = conformal_cut(rng.permutation(n) + 1.0, alpha)
    ensure(got == rank, f"rank for n = {n}, alpha = {alpha}", rank, got)
got = conformal_cut(np.arange(8.0), 0.1)
ensure(math.isinf(got), "eight scores are too few for 90%", "infinity", got)
got = conformal_cut(np.array([]), 0.1)
ensure(math.isinf(got), "no score at all", "infinity", got)
got = conformal_cut(np.array([2.0, 1.0, 2.0, 2.0, 5.0, 2.0, 2.0, 1.0, 0.0]), 0.2)
ensure(got == 2, "ties", 2.0, got)
scores = np.array([3.0, 1.0, 2.0])
conformal_cut(scores, 0.5)
ensure(scores.tolist() == [3, 1, 2], "scores are left as they were", [3, 1, 2], scores)
given = [np.array(a) for a in ([1.0, 2.0, 4.0], [1.5, 1.0, 7.0], [3.0, 5.0], [1.0, 2.0, 1.0], [2.0, 1.0])]
copies = [a.copy() for a in given]
intervals(*given[:3], 0.5, *given[3:])
ensure(all(map(np.array_equal, given, copies)), "arrays given to intervals are left as they were", copies, given)

# Intervals of one width, and of a width that follows the spread.
low, high = intervals(np.zeros(9), np.arange(-4.0, 5.0), np.array([10.0, 20.0]), 0.2)
ensure(np.allclose(low, [6, 16]) and np.allclose(high, [14, 24]), "one width", "[6, 14] and [16, 24]", (low, high))
spread = np.array([1.0, 2.0, 1.0, 2.0])
low, high = intervals(
    np.zeros(4), np.array([1.0, 4.0, -3.0, -8.0]), np.array([0.0, 0.0]), 0.3, spread, np.array([1, 3])
)
ensure(np.allclose(high, [4, 12]) and np.allclose(low, [-4, -12]), "spread", "half-widths 4 and 12", (low, high))
low, high = intervals(np.zeros(3), np.ones(3), np.zeros(2), 0.1)
ensure(np.isinf(high).all() and np.isinf(low).all(), "too few points", "infinite intervals", (low, high))

# Coverage over many calibration sets, for skewed noise and a model that is off by a constant.
hits = sets = 0
for _ in range(3000):
    labels = rng.exponential(size=30)
    low, high = intervals(np.full(29, 0.3), labels[:29], np.array([0.3]), 0.1)
    hits += bool(low[0] <= labels[29] <= high[0])
    sets += 1
ensure(0.88 <= hits / sets <= 0.925, "coverage of 27 in 30", "about 0.9", hits / sets)

# A spread that is right makes quiet inputs narrow and keeps both kinds covered.
noise = np.where(np.arange(4000) % 2 == 0, 0.2, 2.0)
labels = noise * rng.normal(size=4000)
low, high = intervals(np.zeros(2000), labels[:2000], np.zeros(2000), 0.1, noise[:2000], noise[2000:])
covered = (low <= labels[2000:]) & (labels[2000:] <= high)
quiet, loud = covered[::2].mean(), covered[1::2].mean()
ensure(min(quiet, loud) > 0.86 and max(quiet, loud) < 0.94, "coverage of both kinds", "near 0.9", (quiet, loud))
ratio = (high - low)[1] / (high - low)[0]
ensure(abs(ratio - 10) < 1e-9, "width follows the spread", 10, ratio)
print(f"All {len(done)} checks passed.")
