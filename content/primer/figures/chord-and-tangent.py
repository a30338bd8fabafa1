"""The log-loss of a positive case with one chord and one tangent."""

import math

from plot import Figure


def loss(z):
    return math.log1p(math.exp(-z))


LEFT, RIGHT, TOUCH = -3.0, 3.0, -1.0
scores = [-4 + step / 16 for step in range(129)]
slope = -1 / (1 + math.exp(TOUCH))

figure = Figure(
    "Log-loss with a chord above it and a tangent below it",
    "The loss log(1 + exp(−z)) against the score z: it falls from 4 at z = −4 to nearly 0 at z = 4, bending upward "
    f"throughout. A chord joins the points at −3 and 3; between them it lies above the curve, at z = 0 by "
    f"{(loss(LEFT) + loss(RIGHT)) / 2 - loss(0):.2f}. A tangent touches the curve at z = −1 and lies below it "
    "everywhere else.",
    x=(-4, 4),
    y=(0, 4.2),
    x_label="score z",
    y_label="log-loss of a positive case",
)
figure.line(scores, [loss(z) for z in scores], series=1, width=2.5)
figure.line([LEFT, RIGHT], [loss(LEFT), loss(RIGHT)], series=2)
figure.line([-4, 4], [loss(TOUCH) + slope * (z - TOUCH) for z in (-4, 4)], series=3, dashed=True)
figure.points([LEFT, RIGHT], [loss(LEFT), loss(RIGHT)], series=2)
figure.points([TOUCH], [loss(TOUCH)], series=3, marker="square")
figure.text(0.2, 1.75, "chord", 2)
figure.text(-3.6, 1.75, "tangent", 3)
figure.text(3.2, 0.3, "loss", 1)
print(figure.svg())
