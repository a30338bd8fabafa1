"""A correlated Gaussian posterior and its mean-field approximation: one-standard-deviation ellipses."""

import numpy as np
from plot import Figure

RHO = 0.9
angle = np.linspace(0, 2 * np.pi, 121)
circle = np.array([np.cos(angle), np.sin(angle)])
true = np.linalg.cholesky(np.array([[1, RHO], [RHO, 1]])) @ circle
field = np.sqrt(1 - RHO**2) * circle
figure = Figure(
    "Mean-field approximation of a correlated Gaussian",
    "The true ellipse is long and narrow along the diagonal and reaches 1 on each axis. The mean-field approximation "
    f"is a circle of radius {np.sqrt(1 - RHO**2):.2f} around the same center: right in the middle, far too small "
    "along the diagonal and slightly too wide across it.",
    x=(-1.6, 1.6),
    y=(-1.2, 1.2),
    x_label="first parameter",
    y_label="second parameter",
    x_ticks=[-1, 0, 1],
    y_ticks=[-1, 0, 1],
    height=332,  # one unit is as long upwards as across, so that the circle is round
    grid=False,
)
figure.line(true[0], true[1], series=1)
figure.line(field[0], field[1], series=2, dashed=True)
figure.text(-1.5, 0.75, "posterior, ρ = 0.9", 1)
figure.text(0.5, -0.55, "mean field", 2)
print(figure.svg())
