"""Wrong: leaves the mixture weights out of the responsibilities."""

import numpy as np


def e_step(x, weights, means, variances):  # noqa: ARG001
    """Treats all components as equally frequent."""
    squares = (x[:, None, :] - means) ** 2 / variances
    log_density = -0.5 * (squares + np.log(2 * np.pi * variances)).sum(axis=2)
    largest = log_density.max(axis=1, keepdims=True)
    log_row = largest + np.log(np.exp(log_density - largest).sum(axis=1, keepdims=True))
    return np.exp(log_density - log_row), float(log_row.sum())


def m_step(x, responsibilities, variance_floor=1e-6):
    """As in the reference."""
    counts = responsibilities.sum(axis=0)
    means = responsibilities.T @ x / counts[:, None]
    variances = (responsibilities[:, :, None] * (x[:, None, :] - means) ** 2).sum(axis=0) / counts[:, None]
    return counts / counts.sum(), means, np.maximum(variances, variance_floor)


def fit(x, means, iterations=50, variance_floor=1e-6):
    """As in the reference."""
    k = len(means)
    weights, variances, history = np.full(k, 1 / k), np.tile(x.var(axis=0), (k, 1)), []
    for _ in range(iterations):
        responsibilities, log_likelihood = e_step(x, weights, means, variances)
        history.append(log_likelihood)
        weights, means, variances = m_step(x, responsibilities, variance_floor)
    return weights, means, variances, history
