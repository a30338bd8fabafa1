"""Classification losses against the margin, and their gradients in the logit."""

import math

from plot import Figure

margins = [step / 20 for step in range(-80, 81)]


def sigmoid(m):
    return 1 / (1 + math.exp(-m))


def focal_pull(m, gamma=2.0):
    """Size of the derivative in the margin of −(1 − p)^γ log p."""
    p = sigmoid(m)
    return (1 - p) ** gamma * (1 - p - gamma * p * math.log(p))


figure = Figure(
    "Classification losses and their pull on the logit",
    "Above, four losses against the margin from minus 4 to 4: the 0-1 loss steps from 1 to 0 at margin 0; hinge "
    "falls on a straight line and is 0 from margin 1; log loss follows it smoothly and never reaches 0; the Brier "
    "score flattens out at 1 on the left. Below, the size of the gradient in the logit: log loss approaches 1 for "
    "confident mistakes; Brier goes to 0 there, with a peak near minus 0.7; focal loss with gamma 2 exceeds log "
    "loss for mistakes and lies far below it for easy cases.",
    x=(-4, 4),
    y=(0, 4),
    y_label="loss",
    height=215,
)
below = figure.panel(
    x=(-4, 4), y=(0, 1.4), y_label="size of the gradient", x_label="margin (right side positive)", height=225
)
figure.line([-4, 0, 0, 4], [1, 1, 0, 0], series=0, dashed=True, label="0–1", label_at=(-3.9, 0.5))
figure.line(margins, [max(0, 1 - m) for m in margins], series=2, label="hinge", label_at=(-2.55, 3.65))
figure.line(margins, [math.log1p(math.exp(-m)) for m in margins], series=1, label="log loss", label_at=(-3.4, 2.1))
figure.line(margins, [(1 - sigmoid(m)) ** 2 for m in margins], series=3, label="Brier", label_at=(0.4, 0.75))
below.line(margins, [1 - sigmoid(m) for m in margins], series=1, label="log loss", label_at=(-3.9, 0.82))
below.line(margins, [focal_pull(m) for m in margins], series=4, dashed=True, label="focal", label_at=(-1.6, 1.15))
below.line(
    margins, [2 * (1 - sigmoid(m)) ** 2 * sigmoid(m) for m in margins], series=3, label="Brier", label_at=(-3.3, 0.25)
)
print(figure.svg())
