"""Wrong: a number of its own for every feature, so points fill boxes instead of segments."""

import numpy as np


def smote(rare, count, k, rng):
    """As in the reference, but for u."""
    n = len(rare)
    if n < 2:
        raise ValueError("a segment needs two positives")
    k = min(k, n - 1)
    distance = np.sum((rare[:, None] - rare[None]) ** 2, axis=2)
    np.fill_diagonal(distance, np.inf)
    near = np.argsort(distance, axis=1)[:, :k]
    first = rng.integers(n, size=count)
    second = near[first, rng.integers(k, size=count)]
    return rare[first] + rng.random((count, rare.shape[1])) * (rare[second] - rare[first])
