"""Wrong: every column is only normalized, so all of them turn to the first component."""

import numpy as np


def top_components(x, k, rng, steps=100):
    """k power iterations side by side, with nothing to keep them apart."""
    centered = x - x.mean(axis=0)
    basis = rng.normal(size=(x.shape[1], k))
    for _ in range(steps):
        basis = centered.T @ (centered @ basis)
        basis /= np.linalg.norm(basis, axis=0)
    values = np.sum((centered @ basis) ** 2, axis=0) / (len(x) - 1)
    order = np.argsort(-values)
    return values[order], basis[:, order]
