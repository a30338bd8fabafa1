"""Wrong: takes the basis of the subspace for the components, which it is not yet when two eigenvalues are close."""

import numpy as np


def top_components(x, k, rng, steps=100):
    """No solution within the subspace at the end."""
    centered = x - x.mean(axis=0)
    basis = np.linalg.qr(rng.normal(size=(x.shape[1], k)))[0]
    for _ in range(steps):
        basis = np.linalg.qr(centered.T @ (centered @ basis))[0]
    return np.sum((centered @ basis) ** 2, axis=0) / (len(x) - 1), basis
