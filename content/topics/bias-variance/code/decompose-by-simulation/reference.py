"""Bias and variance, by simulation and by bootstrap."""

import numpy as np


def knn_fit_predict(x, y, x_query, k):
    """Mean label of the k nearest training inputs, at each query."""
    distances = np.abs(np.asarray(x_query)[:, None] - np.asarray(x)[None, :])
    nearest = np.argsort(distances, axis=1, kind="stable")[:, :k]
    return np.asarray(y)[nearest].mean(axis=1)


def decompose(fit_predict, f, sigma, x, x_query, sets, rng):
    """Unbiased estimates of squared bias and variance at each query, over ``sets`` simulated training sets."""
    labels = f(x) + sigma * rng.standard_normal((sets, len(x)))
    fits = np.array([fit_predict(x, y, x_query) for y in labels])  # (sets, q)
    variance = fits.var(axis=0, ddof=1)
    bias2 = (fits.mean(axis=0) - f(x_query)) ** 2 - variance / sets  # the mean of the fits scatters, too
    return bias2, variance


def bootstrap_variance(fit_predict, x, y, x_query, rounds, rng):
    """Variance of the prediction at each query over ``rounds`` bootstrap samples of the rows."""
    rows = rng.integers(0, len(x), size=(rounds, len(x)))
    fits = np.array([fit_predict(x[drawn], y[drawn], x_query) for drawn in rows])
    return fits.var(axis=0, ddof=1)
