"""Wrong: expands the square without centering, and loses all digits far from the origin."""

import numpy as np


def _distances(x: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """Squared distances (n, k), from the origin of the data so that no digits cancel."""
    squares = np.sum(x**2, axis=1)[:, None] - 2 * x @ centers.T + np.sum(centers**2, axis=1)
    return np.maximum(squares, 0)


def plus_plus(x: np.ndarray, k: int, rng: np.random.Generator) -> np.ndarray:
    """Starting centers, far from each other with high probability."""
    chosen = [int(rng.integers(len(x)))]
    nearest = np.sum((x - x[chosen[0]]) ** 2, axis=1)
    while len(chosen) < k:
        total = nearest.sum()
        chosen.append(int(rng.choice(len(x), p=nearest / total if total > 0 else None)))
        nearest = np.minimum(nearest, np.sum((x - x[chosen[-1]]) ** 2, axis=1))
    return x[chosen]


def lloyd(x: np.ndarray, centers: np.ndarray, most_steps: int = 100) -> tuple[np.ndarray, np.ndarray, float]:
    """Two steps in turn, neither of which raises the sum of squares."""
    centers, k = centers.astype(float), len(centers)
    labels = None
    for _ in range(most_steps):
        distance = _distances(x, centers)
        new = np.argmin(distance, axis=1)
        own = distance[np.arange(len(x)), new]
        for empty in np.setdiff1d(np.arange(k), new):
            farthest = int(np.argmax(own))
            new[farthest], own[farthest] = empty, -1
        if labels is not None and np.array_equal(new, labels):
            break
        labels = new
        counts = np.bincount(labels, minlength=k)
        sums = np.zeros((k, x.shape[1]))
        np.add.at(sums, labels, x)
        centers = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], centers)
    return centers, labels, float(np.sum((x - centers[labels]) ** 2))
