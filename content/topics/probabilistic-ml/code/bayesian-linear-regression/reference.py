"""Bayesian linear regression with known noise: posterior of the weights and predictive distribution."""

import numpy as np


def fit_posterior(x, y, noise_variance, prior_variance):
    """Precisions add; the mean solves one linear system."""
    precision = x.T @ x / noise_variance + np.eye(x.shape[1]) / prior_variance
    factor = np.linalg.cholesky(precision)  # precision = factor @ factor.T
    inverse = np.linalg.solve(factor, np.eye(len(precision)))
    covariance = inverse.T @ inverse
    mean = np.linalg.solve(precision, x.T @ y / noise_variance)
    return mean, covariance


def predict(phi, mean, covariance, noise_variance):
    """Noise plus what is not known about the weights, row by row."""
    weights_part = np.sum((phi @ covariance) * phi, axis=1)
    return phi @ mean, noise_variance + weights_part
