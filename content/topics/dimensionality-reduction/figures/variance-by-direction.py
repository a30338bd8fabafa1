"""The variance of a projection as a function of the direction's angle, with the data it belongs to."""

import numpy as np
from plot import Figure

rng = np.random.default_rng(3)
raw = rng.normal(size=(120, 2))
raw -= raw.mean(axis=0)
white = raw @ np.linalg.inv(np.linalg.cholesky(raw.T @ raw / 119)).T  # sample covariance exactly the identity
S = np.array([[5.0, 2.0], [2.0, 2.0]])
X = white @ np.linalg.cholesky(S).T  # sample covariance exactly S
angles = np.linspace(0, 180, 181)
units = np.stack([np.cos(np.radians(angles)), np.sin(np.radians(angles))])
variances = np.einsum("ia,ij,ja->a", units, S, units)

figure = Figure(
    "Variance of the projection against direction",
    "Above, 120 centered points with covariance matrix 5, 2, 2, 2 and the two principal directions, at right angles. "
    "Below, the variance of the projected data against the angle of the direction: it is largest, 6, at 27 degrees and "
    "smallest, 1, at 117 degrees.",
    x=(-8, 8),
    y=(-5, 5),
    x_label="first feature, centered",
    y_label="second feature, centered",
    height=275,
)
figure.points(X[:, 0], X[:, 1], series=1, size=2)
w1, w2 = np.array([2, 1]) / np.sqrt(5), np.array([-1, 2]) / np.sqrt(5)
figure.arrow((0, 0), tuple(2 * np.sqrt(6) * w1), series=2)
figure.arrow((0, 0), tuple(2 * w2), series=3)
figure.text(7.9, 4.1, "w₁, variance 6", 2, anchor="end")
figure.text(-2.2, 3.2, "w₂, variance 1", 3, anchor="end")
below = figure.panel(
    x=(0, 180),
    y=(0, 7),
    x_label="angle of w in degrees",
    y_label="variance of the projection",
    x_ticks=[0, 45, 90, 135, 180],
)
below.line(angles, variances, series=1, width=2.5)
below.vertical(float(np.degrees(np.arctan2(1, 2))), "w₁: 27°")
below.vertical(float(np.degrees(np.arctan2(2, -1))), "w₂: 117°")
below.horizontal(6, "λ₁ = 6")
below.horizontal(1, "λ₂ = 1")
print(figure.svg())
