"""Checks solution.py: python check.py (NumPy only)."""

import warnings
from itertools import pairwise

import numpy as np
from solution import best_stump, fit_boosting, predict_probability

warnings.simplefilter("error")
COUNT = 0


def passed(what):
    global COUNT
    COUNT += 1
    print(f"ok: {what}")


def slow_gain(x, g, h, lam):
    """The largest gain over all stumps, from scratch."""

    def score(rows):
        return g[rows].sum() ** 2 / (h[rows].sum() + lam)

    best = -np.inf
    for j in range(x.shape[1]):
        values = np.unique(x[:, j])
        for cut in (values[1:] + values[:-1]) / 2:
            left = x[:, j] <= cut
            best = max(best, score(left) + score(~left) - score(np.ones(len(g), bool)))
    return best


rng = np.random.default_rng(0)
for trial in range(80):
    n = int(rng.integers(3, 20))
    x = rng.integers(0, 5, (n, 2)).astype(float)
    x[0, 0], x[1, 0] = 0, 4
    g, h, lam = rng.normal(size=n), rng.uniform(0.05, 0.25, n), float(rng.uniform(0, 2))
    found, most = best_stump(x, g, h, lam), slow_gain(x, g, h, lam)
    if most <= 1e-12:
        assert found is None, f"trial {trial}: no stump gains anything, expected None, got {found}"
        continue
    assert found is not None, f"trial {trial}: a stump gains {most:.6f}, got None"
    feature, threshold, low, high = found
    left = x[:, feature] <= threshold
    for name, rows, value in (("left", left, low), ("right", ~left, high)):
        expected = -g[rows].sum() / (h[rows].sum() + lam)
        assert abs(value - expected) < 1e-9, f"trial {trial}, {name} leaf: expected {expected:.6f}, got {value:.6f}"
    gain = sum(g[rows].sum() ** 2 / (h[rows].sum() + lam) for rows in (left, ~left)) - g.sum() ** 2 / (h.sum() + lam)
    assert abs(gain - most) < 1e-9, f"trial {trial}: gain {gain:.6f}, but {most:.6f} is possible"
passed("best_stump: leaf values, and the largest gain on 80 random sets with ties")
assert best_stump(np.ones((4, 2)), np.array([1.0, -1, 1, -1]), np.full(4, 0.25), 1.0) is None, "constant features: None"
passed("constant features have no stump")

x = np.array([[0.0], [1.0], [2.0], [3.0]])
y = np.array([0, 0, 0, 1])
start, stumps = fit_boosting(x, y, rounds=1, rate=1.0, lam=0.0)
assert abs(start - np.log(1 / 3)) < 1e-9, f"expected the start log(1/3) = -1.0986, got {start:.4f}"
feature, threshold, low, high = stumps[0]
assert (feature, threshold) == (0, 2.5), f"expected the cut at 2.5, got feature {feature}, {threshold}"
assert np.allclose([low, high], [-4 / 3, 4]), f"expected leaves -1.3333 and 4, got {low:.4f} and {high:.4f}"
passed("one round by hand")
start, stumps = fit_boosting(x, y, rounds=1, rate=0.1, lam=0.75)
expected = [-0.1 * 0.75 / (0.5625 + 0.75), 0.1 * 0.75 / (0.1875 + 0.75)]
assert np.allclose(stumps[0][2:], expected), f"rate 0.1, lam 0.75: expected {expected}, got {stumps[0][2:]}"
passed("rate and penalty shrink the leaves")

x = rng.normal(size=(300, 3))
y = (rng.random(300) < 1 / (1 + np.exp(-2 * np.sign(x[:, 0]) - x[:, 1]))).astype(int)


def log_loss(p):
    return -np.mean(np.where(y == 1, np.log(p), np.log(1 - p)))


start, stumps = fit_boosting(x, y, rounds=60)
losses = [log_loss(predict_probability(x, (start, stumps[:m]))) for m in range(0, 61, 10)]
assert all(a > b for a, b in pairwise(losses)), f"the training loss should fall, got {losses}"
assert abs(losses[0] - log_loss(np.full(300, y.mean()))) < 1e-9, "without stumps the prediction is the mean of y"
passed(f"the training log loss falls, from {losses[0]:.3f} to {losses[-1]:.3f}")
score = start + sum(np.where(x[:, j] <= c, a, b) for j, c, a, b in stumps[:30])
p = 1 / (1 + np.exp(-score))
feature, threshold, low, high = stumps[30]
left = x[:, feature] <= threshold
expected = 0.1 * np.sum((y - p)[left]) / (np.sum((p * (1 - p))[left]) + 1)
assert abs(low - expected) < 1e-9, f"round 31: expected the left leaf {expected:.6f}, got {low:.6f}: old predictions?"
passed("round 31 is fitted to the gradients at that round")

start, stumps = fit_boosting(x, np.ones(300, int), rounds=3)
assert abs(start - np.log((1 - 1e-6) / 1e-6)) < 1e-6, f"one class: expected 13.8155, got {start}"
passed("one class only: a finite start")
p = predict_probability(np.array([[-1.0], [1.0]]), (0.0, [(0, 0.0, -1000.0, 1000.0)]))
assert np.allclose(p, [0, 1]), f"scores of -1000 and 1000: expected 0 and 1, got {p}"
p = predict_probability(np.array([[0.0]]), (0.0, [(0, 0.0, -1000.0, 1000.0)]))
assert np.allclose(p, [0]), f"a row at the threshold goes left: expected 0, got {p}"
passed("scores of a thousand do not overflow")
print(f"All {COUNT} checks passed.")
