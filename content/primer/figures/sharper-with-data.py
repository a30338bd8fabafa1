"""The Bernoulli log-likelihood relative to its maximum, for the same share in 10 and in 100 trials."""

import math

from plot import Figure

SHARE, SIZES = 0.3, (10, 100)
rates = [0.02 + 0.96 * step / 192 for step in range(193)]


def below(n):
    """How far the log-likelihood lies below its maximum, at each rate."""
    h = SHARE * n
    value = lambda rate: h * math.log(rate) + (n - h) * math.log(1 - rate)  # noqa: E731
    return [value(rate) - value(SHARE) for rate in rates]


figure = Figure(
    "Log-likelihood below its maximum for 10 and for 100 trials",
    "Two curves over the success rate, both with their maximum of 0 at 0.3. The one for 3 successes in 10 trials is "
    "broad: it is less than 2 below its maximum from 0.08 to 0.61. The one for 30 in 100 is ten times as steep and "
    "falls by 2 between 0.3 and 0.21 on the left and 0.40 on the right.",
    x=(0, 0.8),
    y=(-4, 0.2),
    x_label="rate θ",
    y_label="log-likelihood minus its maximum",
    y_ticks=[-4, -3, -2, -1, 0],
)
figure.line(rates, below(10), series=1)
figure.line(rates, below(100), series=2, dashed=True)
figure.text(0.56, -1.0, "3 of 10", 1)
figure.text(0.45, -3.4, "30 of 100", 2)
print(figure.svg())
