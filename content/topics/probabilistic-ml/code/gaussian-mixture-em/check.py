"""Checks of solution.py: run `python check.py`."""

import math

import numpy as np
from solution import e_step, fit, m_step

rng = np.random.default_rng(1)
done = []


def close(got, expected, what, tolerance=1e-8):
    """Stop with what was expected and what came, unless both agree."""
    got, expected = np.asarray(got, dtype=float), np.asarray(expected, dtype=float)
    assert got.shape == expected.shape, f"{what}: expected shape {expected.shape}, got {got.shape}"
    assert np.allclose(got, expected, rtol=tolerance, atol=tolerance), f"{what}: expected {expected}, got {got}"
    done.append(what)
    print("ok:", what)


def density(row, mean, variance):
    """A diagonal Gaussian, one column after another."""
    return math.prod(
        math.exp(-((a - m) ** 2) / (2 * v)) / math.sqrt(2 * math.pi * v)
        for a, m, v in zip(row, mean, variance, strict=True)
    )


# E-step against a slow computation with plain densities.
x = rng.normal(size=(6, 2))
weights, means, variances = np.array([0.2, 0.5, 0.3]), rng.normal(size=(3, 2)), rng.uniform(0.5, 2, size=(3, 2))
joint = np.array([[w * density(row, m, v) for w, m, v in zip(weights, means, variances, strict=True)] for row in x])
responsibilities, log_likelihood = e_step(x, weights, means, variances)
close(responsibilities, joint / joint.sum(axis=1, keepdims=True), "responsibilities against plain densities")
close(log_likelihood, np.log(joint.sum(axis=1)).sum(), "log-likelihood against plain densities")

# Far away every density is zero in floating point, and the nearer component still wins.
far = np.array([[1e4, 0.0], [-1e4, 0.0], [0.0, 0.0]])
responsibilities, log_likelihood = e_step(far, np.array([0.5, 0.5]), np.array([[1.0, 0], [-1, 0]]), np.ones((2, 2)))
close(responsibilities, [[1, 0], [0, 1], [0.5, 0.5]], "rows at a distance of ten thousand, and one in the middle")
assert math.isfinite(log_likelihood), f"far rows: expected a finite log-likelihood, got {log_likelihood}"

# M-step: hard responsibilities give each cluster's mean and variance; soft ones weighted averages.
x = np.array([[0.0, 1.0], [2.0, 1.0], [10.0, 5.0], [14.0, 9.0]])
weights, means, variances = m_step(x, np.array([[1.0, 0], [1, 0], [0, 1], [0, 1]]), 0.01)
close(weights, [0.5, 0.5], "weights of hard assignments")
close(means, [[1, 1], [12, 7]], "means of hard assignments")
close(variances, [[1, 0.01], [4, 4]], "variances around the new means, with the floor")
soft = rng.dirichlet([1, 1, 1], size=4)
weights, means, variances = m_step(x, soft)
close(weights, soft.mean(axis=0), "weights of soft assignments")
for k in range(3):
    average = np.average(x, axis=0, weights=soft[:, k])
    close(means[k], average, f"mean of component {k}")
    close(variances[k], np.average((x - average) ** 2, axis=0, weights=soft[:, k]), f"variance of component {k}")

# The whole: the likelihood never falls, and separate groups are found.
x = np.vstack([rng.normal([0, 0], [1, 0.5], size=(300, 2)), rng.normal([5, 3], [0.7, 1.5], size=(100, 2))])
start = np.array([[1.0, 1.0], [3.0, 2.0]])
responsibilities, log_likelihood = e_step(x, np.array([0.5, 0.5]), start, np.tile(x.var(axis=0), (2, 1)))
*parameters, history = fit(x, start, iterations=1)
close(history, [log_likelihood], "one iteration: the log-likelihood of the start")
for name, got, expected in zip(("weights", "means", "variances"), parameters, m_step(x, responsibilities), strict=True):
    close(got, expected, f"one iteration: {name}")
weights, means, variances, history = fit(x, start, iterations=60)
assert len(history) == 60, f"history: expected 60 values, got {len(history)}"
falls = np.diff(history).min()
assert falls > -1e-8 * abs(history[0]), f"log-likelihood: expected no fall, got a change of {falls}"
close(weights, [0.75, 0.25], "weights found", 0.02)
close(means, [[0, 0], [5, 3]], "means found", 0.35)
close(np.sqrt(variances), [[1, 0.5], [0.7, 1.5]], "standard deviations found", 0.2)

# A component on a single point keeps the floor; equal starts stay equal.
x = np.array([[0.0], [0.1], [-0.1], [8.0]])
_, means, variances, history = fit(x, np.array([[0.0], [8.0]]), iterations=100, variance_floor=1e-3)
assert np.isfinite([*means.ravel(), *variances.ravel(), *history]).all(), f"collapse: expected finite, got {variances}"
close(variances[1], [1e-3], "variance of a collapsed component")
weights, means, *_ = fit(rng.normal(size=(50, 1)), np.zeros((2, 1)), iterations=5)
close(means[0], means[1], "components that start alike stay alike")
print(f"All {len(done)} checks passed.")
