"""The first k components of a wide table, by power iteration on a block of vectors."""

import numpy as np


def top_components(x: np.ndarray, k: int, rng: np.random.Generator, steps: int = 100) -> tuple[np.ndarray, np.ndarray]:
    """Orthogonal iteration, then an exact solution within the subspace that it found."""
    centered = x - x.mean(axis=0)
    basis = np.linalg.qr(rng.normal(size=(x.shape[1], k)))[0]
    for _ in range(steps):
        basis = np.linalg.qr(centered.T @ (centered @ basis))[0]
    scores = centered @ basis
    values, turn = np.linalg.eigh(scores.T @ scores / (len(x) - 1))
    return values[::-1], basis @ turn[:, ::-1]
