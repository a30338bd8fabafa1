"""k-means: starting centers by k-means++, then Lloyd's iterations."""

import numpy as np


def plus_plus(x: np.ndarray, k: int, rng: np.random.Generator) -> np.ndarray:
    """k rows of x as starting centers, shape (k, p).

    The first is drawn uniformly; each further one with probability proportional to the squared distance to the nearest
    center so far. If all rows coincide with a center, draw uniformly. x: shape (n, p), k <= n.
    """
    raise NotImplementedError


def lloyd(x: np.ndarray, centers: np.ndarray, most_steps: int = 100) -> tuple[np.ndarray, np.ndarray, float]:
    """Assign and average until no assignment changes.

    A center that no row is nearest to moves to the row that is farthest from its own center (further empty ones to the
    next farthest). Return centers (k, p), labels (n,) and the sum of squared distances; the labels are those of the
    nearest returned centers, unless most_steps ended the search.
    """
    raise NotImplementedError
