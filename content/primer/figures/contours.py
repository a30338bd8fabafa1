"""Contours of a quadratic valley with its gradient at some points; equal units on both axes, so right angles show."""

import numpy as np
from plot import Figure

CURVATURE = np.array([1.0, 4.0])
LEVELS = (0.5, 2.0, 4.5)
POINTS = [  # level, angle on the ellipse in degrees
    (4.5, 150),
    (4.5, 65),
    (4.5, 318),
    (2.0, 225),
    (4.5, 8),
]

figure = Figure(
    "Contours of a valley, with the gradient at five points",
    "Ellipses around the minimum at the origin, twice as wide as high: the curvature is 1 along the horizontal axis "
    "and 4 along the vertical one. At each point an arrow shows the negative gradient. Every arrow stands at a right "
    "angle to the ellipse through its point. Away from the axes the arrows point mostly downward or upward, across the "
    "valley, and not at the minimum.",
    x=(-4.2, 4.2),
    y=(-1, 1),
    x_label="w₁",
    y_label="w₂",
    y_ticks=[-2, -1, 0, 1, 2],
    height=250,
    grid=False,
)
units = (figure.bottom - figure.top) / (figure.right - figure.left) * 8.4 / 2
figure.y.low, figure.y.high = -units, units

angle = np.linspace(0, 2 * np.pi, 121)
places = []
for level, degrees in POINTS:
    radius = np.sqrt(2 * level / CURVATURE)
    places.append(radius * [np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
for level in LEVELS:
    radius = np.sqrt(2 * level / CURVATURE)
    figure.line(radius[0] * np.cos(angle), radius[1] * np.sin(angle), series=1, width=1.2)
for place in places:
    gradient = CURVATURE * place
    end = place - 0.9 * gradient / np.linalg.norm(gradient)
    figure.arrow(tuple(map(float, place)), tuple(map(float, end)), series=2)
figure.points(*np.transpose(places), series=2)
figure.points([0], [0], series=3, marker="square", label="minimum", label_at=(-0.75, 0.12))
print(figure.svg())
