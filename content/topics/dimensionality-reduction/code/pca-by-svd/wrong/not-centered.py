"""Wrong: the decomposition of the raw data, whose first direction is mostly the mean."""

import numpy as np


def fit_pca(x, k):
    """The mean is computed and not used."""
    mean = x.mean(axis=0)
    _, d, vt = np.linalg.svd(x, full_matrices=False)
    components = vt[:k]
    largest = np.argmax(np.abs(components), axis=1)
    components = components * np.sign(components[np.arange(k), largest])[:, None]
    variances = d[:k] ** 2 / (len(x) - 1)
    return mean, components, variances, d[:k] ** 2 / max(np.sum(d**2), 1e-300)


def transform(x, mean, components):
    """As in the reference."""
    return (x - mean) @ components.T


def reconstruct(scores, mean, components):
    """As in the reference."""
    return scores @ components + mean
