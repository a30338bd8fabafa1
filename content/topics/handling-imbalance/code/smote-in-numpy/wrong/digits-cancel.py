"""Wrong: expands the square without centering, so far from the origin all distances are rounding errors."""

import numpy as np


def smote(rare, count, k, rng):
    """As in the reference, but on the raw rows."""
    n = len(rare)
    if n < 2:
        raise ValueError("a segment needs two positives")
    k = min(k, n - 1)
    squares = np.sum(rare**2, axis=1)
    distance = squares[:, None] - 2 * rare @ rare.T + squares[None, :]
    np.fill_diagonal(distance, np.inf)
    near = np.argpartition(distance, k - 1, axis=1)[:, :k]
    first = rng.integers(n, size=count)
    second = near[first, rng.integers(k, size=count)]
    return rare[first] + rng.random((count, 1)) * (rare[second] - rare[first])
