"""Resamples labels apart from their inputs."""

import numpy as np


def knn_fit_predict(x, y, x_query, k):
    """As asked."""
    nearest = np.argsort(np.abs(x_query[:, None] - x[None, :]), axis=1, kind="stable")[:, :k]
    return y[nearest].mean(axis=1)


def decompose(fit_predict, f, sigma, x, x_query, sets, rng):
    """As asked."""
    fits = np.array([fit_predict(x, f(x) + sigma * rng.standard_normal(len(x)), x_query) for _ in range(sets)])
    variance = fits.var(axis=0, ddof=1)
    return (fits.mean(axis=0) - f(x_query)) ** 2 - variance / sets, variance


def bootstrap_variance(fit_predict, x, y, x_query, rounds, rng):
    """Breaks the pairs."""
    rows = rng.integers(0, len(x), size=(rounds, len(x)))
    return np.array([fit_predict(x, y[r], x_query) for r in rows]).var(axis=0, ddof=1)
