"""One loss, both penalties, and a slider over the strength λ: the regions and solutions that belong to it."""

import math

import numpy as np
from plot import Figure, Panel

A = np.array([[1.0, 0.5], [0.5, 1.0]])  # X'X
OLS = np.array([2.4, 0.7])
INNER = A @ OLS  # X'y
X_ENDS, Y_ENDS = (-2.6, 2.9), (-2.6, 2.9)
TICKS = [-2, -1, 0, 1, 2]
STRENGTHS = (0.1, 0.3, 0.6, 1.05, 1.5, 2, 2.5)
SHOWN = 1.05


def lasso(lam):
    """The minimizer with penalty λ(|w₁| + |w₂|): both weights positive, or the first alone."""
    both = np.linalg.solve(A, INNER - lam)
    return both if both[1] > 0 else np.array([max(INNER[0] - lam, 0.0) / A[0, 0], 0.0])


def ridge(lam):
    """The minimizer with penalty λ/2 (w₁² + w₂²)."""
    return np.linalg.solve(A + lam * np.eye(2), INNER)


def square(height):
    """Axes of this height, as keywords."""
    return {"x": X_ENDS, "y": Y_ENDS, "x_ticks": TICKS, "y_ticks": TICKS, "height": height, "grid": False}


def equal_height():
    """The height at which a unit is as long upward as across."""
    trial = Panel(**square(300), x_label="w₁", y_label="w₂")
    across = (trial.right - trial.left) / (X_ENDS[1] - X_ENDS[0])
    return 300 + across * (Y_ENDS[1] - Y_ENDS[0]) - (trial.bottom - trial.top)


HEIGHT = equal_height()
turn = np.linspace(0, 2 * math.pi, 73)
circle = np.stack([np.cos(turn), np.sin(turn)])
figure = Figure(
    "Ridge and lasso solutions as the penalty grows",
    "Axes: two weights, drawn to the same scale. Elliptic contours surround the least-squares solution (2.4, 0.7). For "
    "each strength a diamond and a disk pass through the lasso's and ridge's solutions. As the strength grows both "
    "shrink. The lasso's second weight reaches zero at strength 1.05 and stays there; ridge's second weight is 0.64 "
    "there and stays positive.",
    **square(HEIGHT),
    x_label="w₁",
    y_label="w₂",
)
figure.line(X_ENDS, [0, 0], series=4, width=0.7)
figure.line([0, 0], Y_ENDS, series=4, width=0.7)
for level in (0.1, 0.6, 1.6):
    ring = OLS[:, None] + np.linalg.inv(np.linalg.cholesky(A).T) @ (math.sqrt(2 * level) * circle)
    figure.line(*ring, series=4, dashed=True, width=1)
figure.points([OLS[0]], [OLS[1]], series=4, marker="cross", size=4)
figure.text(2.4, 0.4, "OLS", 4, anchor="middle")

frames = []
for strength in STRENGTHS:
    frame = Panel(**square(HEIGHT), x_label="w₁", y_label="w₂")
    thin, round_ = lasso(strength), ridge(strength)
    t, radius = np.abs(thin).sum(), np.linalg.norm(round_)
    frame.line([t, 0, -t, 0, t], [0, t, 0, -t, 0], series=1, width=2)
    frame.line(*(radius * circle), series=2, dashed=True)
    frame.points([thin[0]], [thin[1]], series=1, marker="square", size=4)
    frame.points([round_[0]], [round_[1]], series=2, size=4)
    frame.text(-2.5, 2.6, f"λ = {strength:g}")
    frame.text(-2.5, -2.2, f"lasso ({thin[0]:.2f}, {thin[1]:.2f})", 1)
    frame.text(-2.5, -2.5, f"ridge ({round_[0]:.2f}, {round_[1]:.2f})", 2)
    shapes = "\n".join(getattr(frame, method)(*values, **named) for method, values, named in frame.drawn)
    shown = " is-shown" if strength == SHOWN else ""
    frames.append(f'<g class="frame{shown}" data-value="{strength:g}">\n{shapes}\n</g>')
still = figure.svg().replace("<svg ", '<svg data-slider="λ" ', 1).removesuffix("</svg>")
print(still + "\n".join(frames) + "\n</svg>")
