"""Learning curves of a rigid and a flexible polynomial, averaged over many training sets."""

import numpy as np
from plot import Figure

SIGMA2, REPEATS = 0.25, 400
SIZES = [20, 28, 40, 56, 80, 113, 160, 226, 320, 453, 640]
rng = np.random.default_rng(0)


def signal(x):
    return np.sin(np.pi * x) + 0.4 * np.cos(3 * np.pi * x)


def curves(degree):
    """Mean training and median test error at each size; the test error is exact on a fine grid, plus the noise."""
    grid = np.linspace(-1, 1, 401)
    basis = np.polynomial.legendre.legvander(grid, degree)
    training, test = [], []
    for size in SIZES:
        seen, fresh = [], []
        for _ in range(REPEATS):
            x = rng.uniform(-1, 1, size)
            y = signal(x) + rng.normal(0, SIGMA2**0.5, size)
            design = np.polynomial.legendre.legvander(x, degree)
            weights = np.linalg.lstsq(design, y, rcond=None)[0]
            seen.append(np.mean((y - design @ weights) ** 2))
            fresh.append(np.mean((basis @ weights - signal(grid)) ** 2) + SIGMA2)
        training.append(float(np.mean(seen)))
        test.append(float(np.median(fresh)))
    return training, test


ticks = {20: "20", 80: "80", 320: "320", 640: "640"}
shared = {"x": (20, 640), "y": (0, 1), "x_log": True, "x_ticks": ticks, "y_label": "squared error", "height": 205}
rigid, flexible = curves(2), curves(10)
figure = Figure(
    "Learning curves of a rigid and of a flexible model",
    "Above, a polynomial of degree 2: training and test error meet early, on a plateau near 0.53, well above the noise "
    "of 0.25. Below, one of degree 10: at 20 examples the training error is 0.11 and the test error off the scale; "
    "then they close in on the noise from both sides, and are within 0.01 of each other at 640 examples.",
    heading="Rigid: they meet above the noise",
    **shared,
)
below = figure.panel(heading="Flexible: a gap that data close", x_label="training examples N", **shared)
for panel, (training, test) in ((figure, rigid), (below, flexible)):
    panel.horizontal(SIGMA2, "noise σ²")
    panel.line(SIZES, test, series=1, label="test")
    panel.line(SIZES, training, series=2, label="training", dashed=True)
print(figure.svg())
