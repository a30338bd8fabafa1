"""Log incomes of all, of those who answer and of those who do not, when refusing grows with income."""

import math

from plot import Figure

A = B = 1.0  # the chance to answer is Phi(A - B x) at standardized log income x


def density(x):
    return math.exp(-x * x / 2) / math.sqrt(2 * math.pi)


def cumulative(x):
    return (1 + math.erf(x / math.sqrt(2))) / 2


grid = [-3.5 + 0.05 * i for i in range(141)]
seen = [density(x) * cumulative(A - B * x) for x in grid]
hidden = [density(x) - s for x, s in zip(grid, seen, strict=True)]
t = A / math.hypot(1, B)
share = cumulative(t)
mean_seen = -B / math.hypot(1, B) * density(t) / share
mean_hidden = B / math.hypot(1, B) * density(t) / (1 - share)

figure = Figure(
    "Income missing not at random",
    f"Standardized log income. {share:.0%} answer, with mean {mean_seen:.2f}; those who do not have mean "
    f"{mean_hidden:.2f}. The imputed mean of the answers lies where few missing values do.",
    x=(-3.5, 3.5),
    y=(0, 0.45),
    x_label="standardized log income x",
    y_label="density",
    x_ticks=[-3, -2, -1, 0, 1, 2, 3],
)
figure.line(grid, [density(x) for x in grid], series=3, dashed=True)
figure.line(grid, seen, series=1, width=2.5)
figure.line(grid, hidden, series=2)
figure.text(0.75, 0.37, "everybody", 3)
figure.text(-2.9, 0.2, "answered", 1)
figure.text(1.7, 0.19, "missing", 2)
figure.vertical(mean_seen, "imputed mean", anchor="end")
print(figure.svg())
