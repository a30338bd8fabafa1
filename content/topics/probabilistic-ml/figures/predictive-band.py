"""Predictive band of Bayesian linear regression with bump features, with a gap in the data."""

import numpy as np
from plot import Figure

SIGMA, TAU = 0.2, 1.0
rng = np.random.default_rng(3)
centers = np.linspace(0, 10, 21)


def features(t):
    return np.exp(-((np.asarray(t)[:, None] - centers) ** 2) / 2)


x = np.concatenate([np.linspace(0.5, 3.2, 10), np.linspace(7, 9.5, 9)])
y = np.sin(x) + rng.normal(0, SIGMA, x.size)
X = features(x)
S = np.linalg.inv(X.T @ X / SIGMA**2 + np.eye(centers.size) / TAU**2)
m = S @ X.T @ y / SIGMA**2
grid = np.linspace(0, 10, 81)
P = features(grid)
mean = P @ m
weight = np.sqrt(np.sum((P @ S) * P, axis=1))
total = np.sqrt(weight**2 + SIGMA**2)
figure = Figure(
    "Predictive mean and uncertainty with a gap in the data",
    "Observations lie left of 3.2 and right of 7. The predictive mean follows them. The band of two standard "
    f"deviations has half-width {2 * total[16]:.1f} at x = 2 and {2 * total[40]:.1f} at x = 5, in the gap.",
    x=(0, 10),
    y=(-2, 4),
    x_label="input x",
    y_label="label y",
)
figure.band(grid, mean - 2 * total, mean + 2 * total, series=2)
figure.line(grid, mean, series=1, width=2.5)
figure.points(x, y, series=3)
figure.text(1.3, 1.55, "data", 3, anchor="middle")
figure.text(5.1, 3.55, "± 2 predictive sd", 2, anchor="middle")
figure.text(5.1, 0.2, "posterior mean", 1, anchor="middle")
print(figure.svg())
