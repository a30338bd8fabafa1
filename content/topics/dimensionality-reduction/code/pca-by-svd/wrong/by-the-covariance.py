"""Wrong: forms the covariance, which squares the condition number and loses faint directions."""

import numpy as np


def fit_pca(x, k):
    """Right apart from its accuracy."""
    mean = x.mean(axis=0)
    centered = x - mean
    values, vectors = np.linalg.eigh(centered.T @ centered / (len(x) - 1))
    values, components = np.maximum(values[::-1], 0), vectors.T[::-1][:k]
    largest = np.argmax(np.abs(components), axis=1)
    components = components * np.sign(components[np.arange(k), largest])[:, None]
    total = values.sum()
    return mean, components, values[:k], values[:k] / total if total > 0 else np.zeros(k)


def transform(x, mean, components):
    """As in the reference."""
    return (x - mean) @ components.T


def reconstruct(scores, mean, components):
    """As in the reference."""
    return scores @ components + mean
