"""Regression losses and their gradients in the prediction, against the residual."""

from plot import Figure

DELTA, TAU = 1.0, 0.8
residuals = [step / 20 for step in range(-60, 61)]  # r = y − prediction


def huber(r):
    return 0.5 * r * r if abs(r) <= DELTA else DELTA * (abs(r) - DELTA / 2)


def pinball(r):
    return TAU * r if r >= 0 else (TAU - 1) * r


def clip(r):
    return max(-DELTA, min(DELTA, r))


figure = Figure(
    "Regression losses and the pull of a residual",
    "Above, four losses against the residual from minus 3 to 3: half the squared error is a parabola; absolute "
    "error a V; Huber with delta 1 a parabola inside and straight lines outside; the pinball loss for the "
    "quantile 0.8 a V that is four times as steep on the right. Below, the pull on the prediction: squared error "
    "grows without limit, absolute error is always 1 in size, Huber is capped at 1, pinball is 0.8 on the right "
    "and minus 0.2 on the left.",
    x=(-3, 3),
    y=(0, 3),
    y_label="loss",
    height=215,
)
below = figure.panel(x=(-3, 3), y=(-2, 2), y_label="pull on the prediction", x_label="residual y − ŷ", height=230)
figure.line(residuals, [0.5 * r * r for r in residuals], series=1, label="½ squared", label_at=(-1.9, 2.75))
figure.line(residuals, [abs(r) for r in residuals], series=0, dashed=True, label="absolute", label_at=(-1.3, 1.45))
figure.line(residuals, [huber(r) for r in residuals], series=3, label="Huber", label_at=(-2.9, 1.25))
figure.line(residuals, [pinball(r) for r in residuals], series=2, label="pinball 0.8", label_at=(-2.9, 0.06))
left, right = [r for r in residuals if r < 0], [r for r in residuals if r > 0]
below.line(residuals, residuals, series=1, label="½ squared", label_at=(0.5, 1.75))
for part, size in ((left, -1), (right, 1)):
    below.line(part, [size for _ in part], series=0, dashed=True, width=3)
below.line(residuals, [clip(r) for r in residuals], series=3)
for part, size in ((left, TAU - 1), (right, TAU)):
    below.line(part, [size for _ in part], series=2)
below.text(-2.95, -0.85, "absolute, Huber", 3)
below.text(1.6, 0.5, "pinball 0.8", 2)
print(figure.svg())
