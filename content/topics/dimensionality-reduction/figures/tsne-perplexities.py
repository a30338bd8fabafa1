"""t-SNE of the same three clusters at three perplexities.

The coordinates stand in tsne-perplexities.csv, since a layout can differ in its last digits from machine to machine.
They were computed once: python tsne-perplexities.py compute > tsne-perplexities.csv
"""

import sys
from pathlib import Path

import numpy as np
from plot import Figure, Panel
from sklearn.manifold import TSNE

PERPLEXITIES = (2, 15, 50)
STORED = Path(__file__).with_suffix(".csv")
cluster = np.repeat([0, 1, 2], 50)


def data():
    """Three Gaussian clusters in ten dimensions: two at distance 10, the third at 50 and four times as wide."""
    centers = np.zeros((3, 10))
    centers[1, 0], centers[2, 1] = 10, 50
    noise = np.random.default_rng(0).normal(size=(150, 10))
    return centers[cluster] + noise * np.array([1, 1, 4])[cluster][:, None]


def layout(perplexity):
    """The plane's coordinates, turned so that the longest extent is horizontal, 100 units at most."""

    tsne = TSNE(perplexity=perplexity, init="pca", random_state=0, method="exact", max_iter=2000)
    y = tsne.fit_transform(data())
    y = (y - y.mean(axis=0)) @ np.linalg.svd(y - y.mean(axis=0), full_matrices=False)[2].T
    return 100 * y / np.abs(y).max()


def measure(points):
    """Of a layout: how many times farther the third cluster is than the second, and how many times wider."""
    means = np.array([points[cluster == i].mean(axis=0) for i in range(3)])
    widths = [np.sqrt(np.mean(np.sum((points[cluster == i] - means[i]) ** 2, axis=1))) for i in range(3)]
    near, far = np.linalg.norm(means[0] - means[1]), np.linalg.norm(means[0] - means[2])
    return far / near, widths[2] / widths[0]


def stored():
    """The three layouts, by perplexity."""
    table = np.loadtxt(STORED, delimiter=",")
    return {value: table[:, 2 * i : 2 * i + 2] for i, value in enumerate(PERPLEXITIES)}


def axes(points, perplexity):
    """Keywords of a panel in which a unit is as long upward as across."""
    width, height = np.ptp(points, axis=0) + 16
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    reach = max(width / 2, height / 2 * 2.2)
    return {
        "heading": f"perplexity {perplexity}",
        "x": (middle[0] - reach, middle[0] + reach),
        "y": (middle[1] - reach / 2.2, middle[1] + reach / 2.2),
        "x_ticks": {},
        "y_ticks": {},
        "height": 200,
        "grid": False,
    }


def draw():
    """The figure."""
    layouts = stored()
    told = "; ".join(
        f"at perplexity {value} {far:.1f} times as far and {wide:.1f} times as wide"
        for value, (far, wide) in ((value, measure(points)) for value, points in layouts.items())
    )
    far, wide = measure(data())
    panels: list[Panel] = []
    for value, points in layouts.items():
        if panels:
            panels.append(panels[0].panel(**axes(points, value)))
        else:
            panels.append(
                Figure(
                    "t-SNE of three clusters at perplexities 2, 15 and 50",
                    f"Fifty points in each of three clusters. In the data the third is {far:.1f} times as far from the "
                    f"first as the second is, and {wide:.1f} times as wide. In the plots: {told}. At perplexity 2 the "
                    "clusters fall into small crumbs.",
                    **axes(points, value),
                )
            )
        for i, marker in enumerate(("circle", "square", "triangle")):
            panels[-1].points(*points[cluster == i].T, series=i + 1, marker=marker, size=2.6)
    return panels[0].svg()


if sys.argv[1:] == ["compute"]:
    np.savetxt(sys.stdout, np.hstack([layout(value) for value in PERPLEXITIES]), fmt="%.1f", delimiter=",")
else:
    print(draw())
