"""Checks solution.py: python check.py (NumPy only)."""

import numpy as np
from solution import best_stump, fit_adaboost, scores

COUNT = 0


def passed(what):
    global COUNT
    COUNT += 1
    print(f"ok: {what}")


def stump(x, feature, threshold, sign):
    return np.where(x[:, feature] > threshold, sign, -sign)


def lowest_error(x, y, weights):
    """By trying every stump."""
    errors = []
    for j in range(x.shape[1]):
        values = np.unique(x[:, j])
        for cut in (values[1:] + values[:-1]) / 2:
            errors += [weights[stump(x, j, cut, sign) != y].sum() for sign in (-1, 1)]
    return min(errors)


rng = np.random.default_rng(0)
for trial in range(100):
    n = int(rng.integers(4, 20))
    x = rng.integers(0, 5, (n, 2)).astype(float)
    x[0, 0], x[1, 0] = 0, 4
    y, weights = np.where(rng.random(n) < 0.5, 1, -1), rng.dirichlet(np.ones(n))
    feature, threshold, sign, error = best_stump(x, y, weights)
    actual = weights[stump(x, feature, threshold, sign) != y].sum()
    assert abs(actual - error) < 1e-9, f"trial {trial}: the stump returned has error {actual:.6f}, not {error:.6f}"
    expected = lowest_error(x, y, weights)
    assert abs(error - expected) < 1e-9, f"trial {trial}: expected the lowest error {expected:.6f}, got {error:.6f}"
passed("best_stump finds the lowest weighted error on 100 random sets, ties included")

x = np.arange(6.0)[:, None]
y = np.array([1, 1, 1, -1, -1, -1])
ensemble = fit_adaboost(x, y, 10)
assert len(ensemble) == 1, f"a perfect stump ends the fit: expected 1 stump, got {len(ensemble)}"
assert ensemble[0][:3] == (0, 2.5, -1), f"expected feature 0, threshold 2.5, sign -1, got {ensemble[0][:3]}"
alpha = 0.5 * np.log((1 - 1e-10) / 1e-10)
assert abs(ensemble[0][3] - alpha) < 1e-6, f"expected alpha {alpha:.4f}, got {ensemble[0][3]:.4f}"
passed("a perfect stump: one round, a finite alpha")

x = np.array([[0.0], [0.0], [1.0], [1.0]])
y = np.array([1, -1, 1, -1])
assert fit_adaboost(x, y, 10) == [], f"no stump beats a coin: expected [], got {fit_adaboost(x, y, 10)}"
assert np.array_equal(scores(x, []), np.zeros(4)), f"the empty ensemble scores 0, got {scores(x, [])}"
passed("no stump better than a coin: an empty ensemble")

x = np.array([[1.0], [2.0], [3.0], [4.0], [5.0]])
y = np.array([1, 1, -1, -1, 1])
ensemble = fit_adaboost(x, y, 3)
assert len(ensemble) == 3, f"expected 3 stumps, got {len(ensemble)}"
assert abs(ensemble[0][3] - 0.5 * np.log(4)) < 1e-9, f"round 1: expected alpha 0.6931, got {ensemble[0][3]:.4f}"
assert ensemble[1][:3] == (0, 4.5, 1), f"round 2: expected feature 0, threshold 4.5, sign 1, got {ensemble[1][:3]}"
assert abs(ensemble[1][3] - 0.5 * np.log(3)) < 1e-9, f"round 2: expected alpha 0.5493, got {ensemble[1][3]:.4f}"
passed("the first two rounds by hand")

x = rng.normal(size=(200, 3))
y = np.where(x[:, 0] ** 2 + x[:, 1] ** 2 > 1.2, 1, -1)
ensemble = fit_adaboost(x, y, 40)
weights, bound = np.full(200, 1 / 200), 1.0
for step, (feature, threshold, sign, alpha) in enumerate(ensemble, start=1):
    wrong = stump(x, feature, threshold, sign) != y
    error = weights[wrong].sum()
    assert abs(alpha - 0.5 * np.log((1 - error) / error)) < 1e-8, f"round {step}: alpha is not that of its error"
    assert error < lowest_error(x, y, weights) + 1e-9, f"round {step}: not the best stump for the current weights"
    weights = weights * np.exp(-alpha * y * stump(x, feature, threshold, sign))
    weights = weights / weights.sum()
    assert abs(weights[wrong].sum() - 0.5) < 1e-9, f"round {step}: wrong rows should hold half the weight"
    bound *= 2 * np.sqrt(error * (1 - error))
passed("40 rounds: each stump is the best for its weights, and its rows end at half the weight")
final = scores(x, ensemble)
loss = np.mean(np.exp(-y * final))
assert abs(loss - bound) < 1e-9, (
    f"the exponential loss should be the product of the factors, {bound:.6f}, got {loss:.6f}"
)
assert np.mean(np.sign(final) != y) <= bound, "the training error exceeds its bound"
passed("the exponential loss is the product of the rounds' factors, and bounds the error")
fresh = rng.normal(size=(7, 3))
by_hand = sum(alpha * stump(fresh, j, cut, sign) for j, cut, sign, alpha in ensemble)
assert np.allclose(scores(fresh, ensemble), by_hand), "scores of new rows differ from the weighted sum"
passed("scores of new rows")
print(f"All {COUNT} checks passed.")
