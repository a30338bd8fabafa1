"""Checks of solution.py: run `python check.py`."""

import numpy as np
from solution import fit_posterior, predict

rng = np.random.default_rng(0)
done = []


def close(got, expected, what, tolerance=1e-8):
    """Stop with what was expected and what came, unless both agree."""
    got, expected = np.asarray(got, dtype=float), np.asarray(expected, dtype=float)
    assert got.shape == expected.shape, f"{what}: expected shape {expected.shape}, got {got.shape}"
    assert np.allclose(got, expected, rtol=tolerance, atol=tolerance), f"{what}: expected {expected}, got {got}"
    done.append(what)
    print("ok:", what)


# One weight, by a grid over the weight that uses Bayes' theorem and nothing else.
x, y = np.array([[1.0], [-2.0], [0.5]]), np.array([0.7, -2.5, 1.0])
grid = np.linspace(-8, 8, 40_001)
log_post = -((y[:, None] - x * grid) ** 2).sum(axis=0) / (2 * 0.5) - grid**2 / (2 * 3.0)
mass = np.exp(log_post - log_post.max())
mass /= mass.sum()
mean, covariance = fit_posterior(x, y, 0.5, 3.0)
close(mean, [mass @ grid], "mean of one weight against a grid", 1e-6)
close(covariance, [[mass @ (grid - mass @ grid) ** 2]], "variance of one weight against a grid", 1e-6)

# Several weights: the same by conditioning the joint Gaussian of weights and labels.
x, y = rng.normal(size=(12, 4)), rng.normal(size=12)
joint = 1.7 * x @ x.T + 0.3 * np.eye(12)
mean, covariance = fit_posterior(x, y, 0.3, 1.7)
close(mean, 1.7 * x.T @ np.linalg.solve(joint, y), "mean of four weights")
close(covariance, 1.7 * np.eye(4) - 1.7**2 * x.T @ np.linalg.solve(joint, x), "covariance of four weights")

# Predictions: mean, and a variance that holds noise and weights.
phi = rng.normal(size=(5, 4))
means, variances = predict(phi, mean, covariance, 0.3)
close(means, phi @ mean, "predictive means")
close(variances, [0.3 + row @ covariance @ row for row in phi], "predictive variances")
close(predict(np.zeros((1, 4)), mean, covariance, 0.3)[1], [0.3], "zero features leave the noise alone")

# Edge cases: no rows, more weights than rows, a column that occurs twice.
mean, covariance = fit_posterior(np.zeros((0, 3)), np.zeros(0), 0.3, 1.7)
close(mean, np.zeros(3), "no rows: the prior mean")
close(covariance, 1.7 * np.eye(3), "no rows: the prior covariance")
x, y = rng.normal(size=(3, 10)), rng.normal(size=3)
mean, covariance = fit_posterior(x, y, 0.1, 2.0)
smallest = np.linalg.eigvalsh(covariance).min()
assert smallest > 0, f"covariance with p > n: expected positive eigenvalues, got {smallest}"
close(covariance, covariance.T, "symmetric covariance")
twice = np.column_stack([x[:, 0], x[:, 0]])
mean, _ = fit_posterior(twice, y, 0.1, 2.0)
close(mean[:1], mean[1:], "equal columns share their weight")

# With much more data the prior hardly matters.
x, y = rng.normal(size=(6, 2)), rng.normal(size=6)
whole, _ = fit_posterior(x, y, 1.0, 1.0)
many, _ = fit_posterior(np.vstack([x] * 200), np.concatenate([y] * 200), 1.0, 1.0)
least_squares = np.linalg.lstsq(x, y, rcond=None)[0]
assert np.linalg.norm(many - least_squares) < np.linalg.norm(whole - least_squares), (
    f"more data: expected a mean nearer to least squares {least_squares}, got {many} after {whole}"
)
done.append("more data")
print("ok: more data move the mean toward least squares")
print(f"All {len(done)} checks passed.")
