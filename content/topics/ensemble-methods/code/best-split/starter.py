"""The best split of a classification tree's node."""

import numpy as np


def best_split(
    x: np.ndarray, y: np.ndarray, criterion: str = "gini", min_leaf: int = 1
) -> tuple[int, float, float] | None:
    """The split "feature <= threshold" that lowers the mean impurity most.

    x: (n, d) floats; y: (n,) integers from 0; criterion: "gini" or "entropy" (in bits).
    Each side must keep at least ``min_leaf`` rows. A threshold lies halfway between two neighboring values of the
    feature. Of equally good splits (within 1e-12) return the one with the smallest feature, then the smallest
    threshold.
    Returns (feature, threshold, gain), or None if no allowed split has a gain above 1e-12.
    """
    raise NotImplementedError
