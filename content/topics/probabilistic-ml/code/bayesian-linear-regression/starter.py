"""Bayesian linear regression with known noise: posterior of the weights and predictive distribution."""

import numpy as np


def fit_posterior(
    x: np.ndarray, y: np.ndarray, noise_variance: float, prior_variance: float
) -> tuple[np.ndarray, np.ndarray]:
    """Posterior of the weights under y ~ N(x w, noise_variance I) and w ~ N(0, prior_variance I).

    x: array of shape (n, p), y: array of shape (n,); n may be 0.
    Returns the mean, shape (p,), and the covariance, shape (p, p).
    """
    raise NotImplementedError


def predict(
    phi: np.ndarray, mean: np.ndarray, covariance: np.ndarray, noise_variance: float
) -> tuple[np.ndarray, np.ndarray]:
    """Predictive distribution of new labels at the rows of phi, shape (m, p).

    Returns the means and the variances of single new labels, both of shape (m,).
    """
    raise NotImplementedError
