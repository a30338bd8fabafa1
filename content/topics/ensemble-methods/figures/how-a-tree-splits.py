"""A tree's first two cuts on 60 points, and the drop in Gini impurity of every cut it could have made first."""

import numpy as np
from plot import Figure

N = 60
rng = np.random.default_rng(13)
points = rng.uniform(0, 10, (N, 2))
label = ((points[:, 0] > 4) & (points[:, 1] > 3)) ^ (rng.random(N) < 0.05)


def gini(y):
    return 2 * y.mean() * (1 - y.mean())


def drops(x, y):
    """Every threshold between two neighboring values, and how far it lowers the mean impurity."""
    order = np.argsort(x)
    x, y = x[order], y[order]
    cuts = (x[1:] + x[:-1]) / 2
    left = np.arange(1, len(y)) / len(y)
    after = [s * gini(y[:i]) + (1 - s) * gini(y[i:]) for i, s in enumerate(left, start=1)]
    return cuts, gini(y) - np.array(after)


def best(rows):
    """The feature, the threshold and the drop of the best cut of these rows."""
    found = [drops(points[rows, j], label[rows]) for j in (0, 1)]
    j = int(np.argmax([gain.max() for _, gain in found]))
    return j, float(found[j][0][np.argmax(found[j][1])]), float(found[j][1].max())


everything = np.ones(N, bool)
first, cut, gain = best(everything)
right = points[:, 0] > cut
second, cut2, gain2 = best(right)
assert (first, second) == (0, 1)

figure = Figure(
    "How a tree chooses its first two cuts",
    f"Above, 60 points in the plane; the circles, {label.sum()} of them, lie mostly upper right. The first cut is "
    f"upright, at x₁ = {cut:.1f}; the second, level at x₂ = {cut2:.1f}, divides only what lies to the right of it. "
    f"Below, the drop in Gini impurity of every possible first cut: along x₁ it peaks at {gain:.2f}, along x₂ at "
    f"{drops(points[:, 1], label)[1].max():.2f}. The tree takes the highest peak.",
    x=(0, 10),
    y=(0, 11),
    y_label="x₂",
    y_ticks=[0, 2, 4, 6, 8, 10],
    x_label="x₁",
    grid=False,
    height=260,
)
figure.points(*points[label].T, series=1)
figure.points(*points[~label].T, series=2, marker="cross")
figure.line([cut, cut], [0, 11], series=3, width=2.5)
figure.line([cut, 10], [cut2, cut2], series=4, width=2.5, dashed=True)
figure.text(cut - 0.15, 10.3, "first", 3, anchor="end")
figure.text(9.9, cut2 + 0.3, "second", 4, anchor="end")
below = figure.panel(
    x=(0, 10),
    y=(0, 0.25),
    y_label="drop in Gini impurity",
    x_label="threshold",
    height=180,
    x_ticks=[0, 2, 4, 6, 8, 10],
)
for j, series, dashed, at in ((0, 3, False, (4.9, 0.17)), (1, 4, True, (0.3, 0.13))):
    cuts, gains = drops(points[:, j], label)
    below.line(cuts, gains, series=series, dashed=dashed, label=f"cuts of x{'₁₂'[j]}", label_at=at)
below.vertical(cut)
print(figure.svg())
