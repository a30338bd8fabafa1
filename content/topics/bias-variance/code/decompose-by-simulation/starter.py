"""Bias and variance, by simulation and by bootstrap."""

import numpy as np  # noqa: F401


def knn_fit_predict(x, y, x_query, k):
    """Mean label of the k nearest training inputs, at each query.

    x: (n,) inputs; y: (n,) labels; x_query: (q,); 1 <= k <= n. Among equally distant inputs the lower index comes
    first. Return (q,).
    """
    raise NotImplementedError


def decompose(fit_predict, f, sigma, x, x_query, sets, rng):
    """Unbiased estimates of squared bias and variance at each query, over ``sets`` simulated training sets.

    fit_predict(x, y, x_query) -> (q,); f: the true function, on arrays; the inputs x stay fixed, labels are
    f(x) + sigma * standard normal noise from rng. sets >= 2. Return bias2: (q,), variance: (q,).
    """
    raise NotImplementedError


def bootstrap_variance(fit_predict, x, y, x_query, rounds, rng):
    """Variance of the prediction at each query over ``rounds`` bootstrap samples of the rows. Return (q,)."""
    raise NotImplementedError
