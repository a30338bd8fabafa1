"""Wrong here: builds the p x p matrix that the task rules out."""

import numpy as np


def top_components(x, k, rng, steps=100):
    """Right numbers, for tables with few columns."""
    assert rng is not None
    assert steps > 0
    values, vectors = np.linalg.eigh(np.cov(x.T)) if x.shape[1] < 500 else _heavy(x, rng, k, steps)
    return values[::-1][:k], vectors[:, ::-1][:, :k]


def _heavy(x, rng, k, steps):
    """Iterates with the covariance matrix itself."""
    covariance = np.cov(x.T)
    basis = np.linalg.qr(rng.normal(size=(len(covariance), k)))[0]
    for _ in range(steps):
        basis = np.linalg.qr(covariance @ basis)[0]
    values = np.sum((covariance @ basis) * basis, axis=0)
    return values[::-1], basis[:, ::-1]
