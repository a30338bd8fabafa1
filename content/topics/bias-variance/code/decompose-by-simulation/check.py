"""Checks of bias and variance by simulation: python check.py"""

import numpy as np
from solution import bootstrap_variance, decompose, knn_fit_predict

done = 0


def passed(what):
    """Say what held."""
    global done
    done += 1
    print("ok:", what)


def wave(t):
    """The true function."""
    return np.sin(2 * np.pi * t)


def mean_label(_, y, x_query):
    """Predicts the mean of all labels."""
    return np.full(len(x_query), y.mean())


x = np.array([0.0, 1.0, 2.0, 4.0])
y = np.array([1.0, 3.0, 5.0, 11.0])
got = knn_fit_predict(x, y, np.array([0.1, 1.5, 9.0]), 2)
assert np.allclose(got, [2.0, 4.0, 8.0]), f"two neighbors: expected [2, 4, 8], got {got}"
got = knn_fit_predict(x, y, np.array([0.5]), 1)
assert np.allclose(got, [1.0]), f"at equal distance the lower index comes first: expected [1], got {got}"
tied = np.concatenate([np.ones(200), [0.5], np.zeros(200)])
got = knn_fit_predict(tied, np.arange(401.0), np.array([0.5]), 5)
assert np.allclose(got, 41.2), f"among 400 ties the rows 0 to 3 join row 200: expected [41.2], got {got}"
got = knn_fit_predict(x, y, np.array([0.5, 3.3]), 4)
assert np.allclose(got, 5.0), f"k = n predicts the mean of all labels, 5, got {got}"
passed("nearest neighbors")

grid, query = np.linspace(0, 1, 101), np.array([0.25, 0.5, 0.9])
for k in (1, 9, 41):
    near = np.argsort(np.abs(query[:, None] - grid), axis=1, kind="stable")[:, :k]
    want = (wave(grid[near]).mean(axis=1) - wave(query)) ** 2
    rng = np.random.default_rng(k)
    bias2, variance = decompose(lambda a, b, c, k=k: knn_fit_predict(a, b, c, k), wave, 0.5, grid, query, 2000, rng)
    assert np.shape(bias2) == np.shape(variance) == (3,), f"one number a query, got {np.shape(bias2)}"
    assert np.allclose(variance, 0.25 / k, rtol=0.15), f"variance at k = {k}: expected {0.25 / k}, got {variance}"
    assert np.allclose(bias2, want, atol=0.02), f"squared bias at k = {k}: expected {want}, got {bias2}"
passed("k-NN against the formulas")

bias2, variance = decompose(lambda _x, _y, q: np.full(len(q), 2.0), wave, 0.5, grid, query, 5, np.random.default_rng(0))
assert np.allclose(variance, 0), f"a constant has no variance, got {variance}"
assert np.allclose(bias2, (2 - wave(query)) ** 2), f"bias of a constant: got {bias2}"
passed("a constant")

few = np.array(
    [
        np.ravel(decompose(mean_label, np.zeros_like, 1.0, grid[:4], query[:1], 3, rng))
        for rng in map(np.random.default_rng, range(4000))
    ]
).mean(axis=0)
assert abs(few[1] - 0.25) < 0.015, f"from 3 sets the variance must be right on average: expected 0.25, got {few[1]}"
assert abs(few[0]) < 0.012, f"from 3 sets the squared bias must be right on average: expected 0, got {few[0]}"
passed("unbiased from three training sets")

np.random.seed(1)
first = np.random.random()
np.random.seed(1)
decompose(mean_label, wave, 1.0, grid, query, 4, np.random.default_rng(0))
assert first == np.random.random(), "draw from rng, not from NumPy's global generator"
passed("only the given generator")

rng = np.random.default_rng(5)
inputs = rng.uniform(-1, 1, 80)
labels = 3 * inputs + rng.normal(0, 0.3, 80)


def line(a, b, c):
    """A least-squares line."""
    return np.polyval(np.polyfit(a, b, 1), c)


ends = np.array([-1.0, 0.0, 1.0])
got = bootstrap_variance(line, inputs, labels, ends, 600, np.random.default_rng(6))
design = np.column_stack([np.ones(80), inputs])
spread = np.linalg.inv(design.T @ design) * 0.09
want = np.array([np.array([1, c]) @ spread @ np.array([1, c]) for c in ends])
assert np.shape(got) == (3,), f"one number a query, got {np.shape(got)}"
assert np.all(got / want < 1.8), f"keep inputs and labels of a row together: expected about {want}, got {got}"
assert np.all(got / want > 0.5), f"expected about {want}, got {got}"
got = bootstrap_variance(mean_label, inputs, np.ones(80), ends, 10, rng)
assert np.allclose(got, 0), f"equal labels leave no variance, got {got}"
passed("bootstrap of rows")

print(f"All {done} checks passed.")
