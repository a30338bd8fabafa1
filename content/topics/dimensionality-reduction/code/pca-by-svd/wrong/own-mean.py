"""Wrong: centers new rows with their own mean."""

import numpy as np


def fit_pca(x, k):
    """As in the reference."""
    mean = x.mean(axis=0)
    _, d, vt = np.linalg.svd(x - mean, full_matrices=False)
    components = vt[:k]
    largest = np.argmax(np.abs(components), axis=1)
    components = components * np.sign(components[np.arange(k), largest])[:, None]
    total = np.sum(d**2)
    return mean, components, d[:k] ** 2 / (len(x) - 1), d[:k] ** 2 / total if total > 0 else np.zeros(k)


def transform(x, mean, components):
    """The mean of the fit is forgotten."""
    return (x - x.mean(axis=0) + 0 * mean) @ components.T


def reconstruct(scores, mean, components):
    """As in the reference."""
    return scores @ components + mean
