"""SMOTE: synthetic positives between a positive and one of its nearest positive neighbors."""

import numpy as np


def smote(rare: np.ndarray, count: int, k: int, rng: np.random.Generator) -> np.ndarray:
    """Draw `count` synthetic rows between a row of `rare` and one of its k nearest other rows."""
    n = len(rare)
    if n < 2:
        raise ValueError("a segment needs two positives")
    k = min(k, n - 1)
    centered = rare - rare.mean(axis=0)  # the same distances, with no digits lost far from the origin
    squares = np.sum(centered**2, axis=1)
    distance = squares[:, None] - 2 * centered @ centered.T + squares[None, :]  # squared, of all pairs
    np.fill_diagonal(distance, np.inf)  # a row is not its own neighbor, though a copy of it may be
    near = np.argpartition(distance, k - 1, axis=1)[:, :k]
    first = rng.integers(n, size=count)
    second = near[first, rng.integers(k, size=count)]
    u = rng.random((count, 1))  # one number per row: the point stays on the segment
    return rare[first] + u * (rare[second] - rare[first])
