"""Where SMOTE puts its points when the rare class lies in two clusters with common cases between them."""

import numpy as np
from plot import Figure

rng = np.random.default_rng(4)
left = rng.normal((-2.0, 0.0), 0.35, (4, 2))
right = rng.normal((2.0, 0.0), 0.35, (4, 2))
rare = np.vstack([left, right])
common = np.vstack([rng.normal((0, 0), (0.55, 0.7), (60, 2)), rng.uniform((-3.2, -2), (3.2, -1.2), (25, 2))])
distance = np.linalg.norm(rare[:, None] - rare[None], axis=2)
near = np.argsort(distance, axis=1)[:, 1:6]  # the five nearest other positives
first = rng.integers(len(rare), size=60)
second = near[first, rng.integers(5, size=60)]
u = rng.random((60, 1))
made = rare[first] + u * (rare[second] - rare[first])
inside = int(np.sum(np.abs(made[:, 0]) < 1.2))
figure = Figure(
    "Where SMOTE puts its points when the rare class has two clusters",
    "Eight positives, four in each of two clusters, with negatives between them. Three of the five nearest positives "
    f"are in the same cluster and two in the other, so {inside} of 60 synthetic positives lie in the middle, "
    "among the negatives.",
    x=(-3.2, 3.2),
    y=(-2, 2.5),
    y_ticks=[-2, -1, 0, 1, 2],
    x_label="feature 1",
    y_label="feature 2",
    height=310,
    grid=False,
)
figure.points(common[:, 0], common[:, 1], series=2, marker="cross", size=2.5)
figure.points(made[:, 0], made[:, 1], series=3, marker="triangle", size=3)
figure.points(rare[:, 0], rare[:, 1], series=1, size=5)
figure.text(-3.1, 2.2, "● positives", 1)
figure.text(-0.9, 2.2, "× negatives", 2)
figure.text(1.2, 2.2, "▲ synthetic", 3)
print(figure.svg())
