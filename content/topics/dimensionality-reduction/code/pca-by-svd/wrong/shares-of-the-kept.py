"""Wrong: the shares are of the variance that is kept, so they always add up to one."""

import numpy as np


def fit_pca(x, k):
    """As in the reference, but for the total."""
    mean = x.mean(axis=0)
    _, d, vt = np.linalg.svd(x - mean, full_matrices=False)
    components = vt[:k]
    largest = np.argmax(np.abs(components), axis=1)
    components = components * np.sign(components[np.arange(k), largest])[:, None]
    variances = d[:k] ** 2 / (len(x) - 1)
    total = variances.sum()
    return mean, components, variances, variances / total if total > 0 else np.zeros(k)


def transform(x, mean, components):
    """As in the reference."""
    return (x - mean) @ components.T


def reconstruct(scores, mean, components):
    """As in the reference."""
    return scores @ components + mean
