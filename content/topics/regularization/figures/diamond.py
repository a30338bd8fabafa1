"""The same quadratic loss meets the L1 ball and the L2 ball: contours, balls and where they touch."""

import math

import numpy as np
from plot import Figure, Panel

A = np.array([[1.0, 0.5], [0.5, 1.0]])  # X'X
OLS = np.array([2.4, 0.7])
T = 1.2  # radius of both balls


def turn(count):
    """Points on the unit circle."""
    angles = np.linspace(0, 2 * math.pi, count + 1)
    return np.stack([np.cos(angles), np.sin(angles)])


circle, fine = turn(180), turn(72000)


def loss(w):
    """Half the squared error above its minimum, for columns of w."""
    gap = w - OLS[:, None]
    return 0.5 * np.sum(gap * (A @ gap), axis=0)


def ellipse(level):
    """The contour on which the loss is ``level``."""
    return OLS[:, None] + np.linalg.inv(np.linalg.cholesky(A).T) @ (math.sqrt(2 * level) * circle)


balls = {
    "|w₁| + |w₂| ≤ t: a vertex": lambda unit: T * unit / np.sum(np.abs(unit), axis=0),
    "w₁² + w₂² ≤ t²: no weight is zero": lambda unit: T * unit,
}
shared = {"x": (-1.9, 3.4), "y": (-1.4, 1.9), "x_label": "w₁", "y_label": "w₂", "grid": False}
trial = Panel(heading="of the height of a line", height=290, **shared)
unit_across = (trial.right - trial.left) / (3.4 + 1.9)
shared["height"] = 290 + unit_across * (1.9 + 1.4) - (trial.bottom - trial.top)  # a unit as long upward as across
figure, panel = None, None
for heading, ball in balls.items():
    edge = ball(fine)
    best = edge[:, int(np.argmin(loss(edge)))]
    if figure is None:
        figure = panel = Figure(
            "Loss contours meeting the L1 ball and the L2 ball",
            "Both panels, drawn to one scale on both axes, show elliptic contours around the least-squares solution "
            "(2.4, 0.7). Above, the constraint "
            "region is a diamond of radius 1.2, and the lowest contour that reaches it touches the vertex (1.2, 0): "
            "the second weight is exactly zero. "
            "Below it is a disk of the same radius, and the contact is at (1.05, 0.59).",
            heading=heading,
            **shared,
        )
    else:
        panel = figure.panel(heading=heading, **shared)
    touch = float(loss(best[:, None])[0])
    panel.line([-1.9, 3.4], [0, 0], series=4, width=0.7)
    panel.line([0, 0], [-1.4, 1.9], series=4, width=0.7)
    panel.line(*ball(circle), series=1, width=2.5)
    for level in (0.05 * touch, 0.35 * touch, touch):
        panel.line(*ellipse(level), series=2, dashed=level < touch, width=1.5)
    panel.points([OLS[0]], [OLS[1]], series=2, marker="cross", size=4, label="OLS", label_at=(2.52, 0.66))
    place = (best[0] - 0.28, best[1] - 0.25) if best[1] < 0.1 else (best[0] - 0.2, best[1])
    panel.points([best[0]], [best[1]], series=3, marker="square", size=4)
    panel.text(*place, f"({best[0]:.2f}, {abs(best[1]):.2f})", 3, anchor="end")
print(figure.svg())
