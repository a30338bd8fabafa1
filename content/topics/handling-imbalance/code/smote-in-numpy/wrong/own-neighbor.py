"""Wrong: the nearest row is the row itself, so one point in k is a mere copy."""

import numpy as np


def smote(rare, count, k, rng):
    """The diagonal stays zero."""
    n = len(rare)
    if n < 2:
        raise ValueError("a segment needs two positives")
    k = min(k, n - 1)
    distance = np.sum((rare[:, None] - rare[None]) ** 2, axis=2)
    near = np.argsort(distance, axis=1)[:, :k]
    first = rng.integers(n, size=count)
    second = near[first, rng.integers(k, size=count)]
    return rare[first] + rng.random((count, 1)) * (rare[second] - rare[first])
