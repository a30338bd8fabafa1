"""Wrong: takes the arguments for standard deviations and squares them."""

import numpy as np


def fit_posterior(x, y, noise_variance, prior_variance):
    """Squares both scales."""
    precision = x.T @ x / noise_variance**2 + np.eye(x.shape[1]) / prior_variance**2
    covariance = np.linalg.inv(precision)
    return covariance @ x.T @ y / noise_variance**2, covariance


def predict(phi, mean, covariance, noise_variance):
    """Squares the noise once more."""
    return phi @ mean, noise_variance**2 + np.sum((phi @ covariance) * phi, axis=1)
