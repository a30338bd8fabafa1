"""Wrong: without centering, the first direction is the mean."""

import numpy as np


def top_components(x, k, rng, steps=100):
    """As in the reference, on the raw table."""
    basis = np.linalg.qr(rng.normal(size=(x.shape[1], k)))[0]
    for _ in range(steps):
        basis = np.linalg.qr(x.T @ (x @ basis))[0]
    scores = x @ basis
    values, turn = np.linalg.eigh(scores.T @ scores / (len(x) - 1))
    return values[::-1], basis @ turn[:, ::-1]
