"""AUC that an in-sample target encoding of pure noise shows on its own training rows, computed exactly."""

import math

from plot import Figure

RATE = 0.2


def binomial(n):
    return [math.comb(n, k) * RATE**k * (1 - RATE) ** (n - k) for k in range(n + 1)]


def auc(n):
    """The other n − 1 labels are Binomial; a positive row adds its own label to its level's sum."""
    others = binomial(n - 1)
    return sum(a * b * ((i + 1 > j) + 0.5 * (i + 1 == j)) for i, a in enumerate(others) for j, b in enumerate(others))


counts = list(range(1, 41))
apparent = [auc(n) for n in counts]

figure = Figure(
    "Apparent AUC of an in-sample target encoding without signal",
    f"With one row per level the training AUC is 1, with four rows {auc(4):.2f}, with ten {auc(10):.2f} and with forty "
    f"still {auc(40):.2f}; on new rows it is 0.5 throughout.",
    x=(1, 40),
    y=(0.4, 1),
    x_label="rows per level n",
    y_label="AUC of the encoding alone",
    x_ticks=[1, 4, 10, 20, 30, 40],
)
figure.line(counts, apparent, series=1, width=2.5)
figure.line(counts, [0.5] * 40, series=2, dashed=True)
figure.points([1, 4, 10], [auc(1), auc(4), auc(10)], series=1)
figure.text(11, 0.77, "training rows, any m", 1)
figure.text(20, 0.45, "new rows", 2)
print(figure.svg())
