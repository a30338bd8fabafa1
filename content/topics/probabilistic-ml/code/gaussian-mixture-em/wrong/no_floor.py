"""Wrong: ignores the floor, so a component on one point gets variance zero."""

import numpy as np


def e_step(x, weights, means, variances):
    """As in the reference."""
    squares = (x[:, None, :] - means) ** 2 / variances
    log_joint = np.log(weights) - 0.5 * (squares + np.log(2 * np.pi * variances)).sum(axis=2)
    largest = log_joint.max(axis=1, keepdims=True)
    log_row = largest + np.log(np.exp(log_joint - largest).sum(axis=1, keepdims=True))
    return np.exp(log_joint - log_row), float(log_row.sum())


def m_step(x, responsibilities, variance_floor=1e-6):  # noqa: ARG001
    """Lets variances go to zero."""
    counts = responsibilities.sum(axis=0)
    means = responsibilities.T @ x / counts[:, None]
    variances = (responsibilities[:, :, None] * (x[:, None, :] - means) ** 2).sum(axis=0) / counts[:, None]
    return counts / counts.sum(), means, variances


def fit(x, means, iterations=50, variance_floor=1e-6):
    """As in the reference."""
    k = len(means)
    weights, variances, history = np.full(k, 1 / k), np.tile(x.var(axis=0), (k, 1)), []
    with np.errstate(all="ignore"):
        for _ in range(iterations):
            responsibilities, log_likelihood = e_step(x, weights, means, variances)
            history.append(log_likelihood)
            weights, means, variances = m_step(x, responsibilities, variance_floor)
    return weights, means, variances, history
