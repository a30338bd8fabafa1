"""Linear warm-up and cosine decay, and step decay, as shares of the peak learning rate."""

import math

from plot import Figure

TOTAL, WARM = 100.0, 5.0


def cosine(t):
    """Warm-up to 1, then half a cosine down to 0."""
    return t / WARM if t < WARM else 0.5 * (1 + math.cos(math.pi * (t - WARM) / (TOTAL - WARM)))


ts = [i / 2 for i in range(201)]
figure = Figure(
    "Warm-up with cosine decay, and step decay",
    "Learning rate as a share of its peak over 100 percent of training. The cosine schedule rises on a line to 1 at 5 "
    "percent, stays high, passes one half at 52.5 percent, and ends at 0. Step decay holds 1 until 50 percent, then "
    "0.1 until 75 percent, then 0.01.",
    x=(0, 100),
    y=(0, 1.1),
    x_label="percent of the steps",
    y_label="share of the peak rate",
    height=220,
)
figure.line(ts, [cosine(t) for t in ts], series=1, width=2.5)
figure.line([0, 50, 50, 75, 75, 100], [1, 1, 0.1, 0.1, 0.01, 0.01], series=2, dashed=True)
figure.text(61, 0.48, "warm-up and cosine", 1)
figure.text(22, 0.1, "step decay", 2)
print(figure.svg())
