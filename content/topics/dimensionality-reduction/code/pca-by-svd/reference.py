"""PCA by the singular value decomposition."""

import numpy as np


def fit_pca(x: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Mean, components as unit rows, variances and their shares of the total variance."""
    mean = x.mean(axis=0)
    centered = x - mean
    _, d, vt = np.linalg.svd(centered, full_matrices=False)
    components = vt[:k]
    largest = np.argmax(np.abs(components), axis=1)
    components = components * np.sign(components[np.arange(k), largest])[:, None]
    variances = d[:k] ** 2 / (len(x) - 1)
    total = np.sum(d**2) / (len(x) - 1)
    ratios = variances / total if total > 0 else np.zeros(k)
    return mean, components, variances, ratios


def transform(x: np.ndarray, mean: np.ndarray, components: np.ndarray) -> np.ndarray:
    """Scores of the rows of x: centered with the mean of the fit."""
    return (x - mean) @ components.T


def reconstruct(scores: np.ndarray, mean: np.ndarray, components: np.ndarray) -> np.ndarray:
    """Rows from their scores."""
    return scores @ components + mean
