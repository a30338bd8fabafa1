"""The first k components of a wide table, by power iteration on a block of vectors."""

import numpy as np


def top_components(x: np.ndarray, k: int, rng: np.random.Generator, steps: int = 100) -> tuple[np.ndarray, np.ndarray]:
    """Eigenvalues and eigenvectors of the sample covariance, the largest k.

    x: shape (n, p), not centered; must not be copied into a (p, p) matrix. k <= min(n - 1, p).
    Return variances (k,), divisor n - 1, falling; and components (p, k), orthonormal columns, any sign.
    """
    raise NotImplementedError
