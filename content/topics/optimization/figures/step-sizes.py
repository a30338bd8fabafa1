"""Distance to the minimum on a quadratic with curvatures 1 and 25, for several rates and for momentum."""

import numpy as np
from plot import Figure

H = np.array([1.0, 25.0])
STEPS = 60
ROOT = np.sqrt(H[1] / H[0])
BEST_RATE, BEST_BETA = (2 / (np.sqrt(H[0]) + np.sqrt(H[1]))) ** 2, ((ROOT - 1) / (ROOT + 1)) ** 2


def distances(rate, beta=0.0):
    """Distance to the minimum at every step, from (1, 1)."""
    theta, velocity, out = np.ones(2), np.zeros(2), []
    for _ in range(STEPS + 1):
        out.append(float(np.linalg.norm(theta)))
        velocity = beta * velocity + H * theta
        theta = theta - rate * velocity
    return out


steps = range(STEPS + 1)
figure = Figure(
    "Distance to the minimum under different step sizes",
    "A quadratic with smallest curvature 1 and largest L = 25, logarithmic vertical axis. With rate 0.5/L the distance "
    f"falls slowly, to {distances(0.02)[-1]:.2f} after 60 steps. With the best rate 2/26 it falls faster, to "
    f"{distances(2 / 26)[-1]:.3f}. With 2.05/L it grows without bound. With tuned momentum it is below one in a "
    "million after 50 steps.",
    x=(0, STEPS),
    y=(1e-6, 100),
    y_log=True,
    x_label="step",
    y_label="distance to the minimum",
    height=280,
    y_ticks={1e-6: "10⁻⁶", 1e-4: "10⁻⁴", 1e-2: "0.01", 1: "1", 100: "100"},
)
figure.line(steps, distances(2.05 / 25), series=4, dashed=True)
figure.line(steps, distances(0.5 / 25), series=3)
figure.line(steps, distances(2 / 26), series=1, width=2.5)
figure.line(steps, distances(BEST_RATE, BEST_BETA), series=2, dashed=True)
figure.text(33, 20, "2.05/L", 4)
figure.text(42, 0.75, "0.5/L", 3)
figure.text(44, 0.004, "2/(μ+L)", 1)
figure.text(33, 5e-6, "momentum", 2, anchor="end")
print(figure.svg())
