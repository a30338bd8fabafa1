"""Wrong: multiplies densities instead of adding logarithms, so far rows divide zero by zero."""

import numpy as np


def e_step(x, weights, means, variances):
    """Underflows far from all components."""
    squares = (x[:, None, :] - means) ** 2 / variances
    joint = weights * np.exp(-0.5 * squares.sum(axis=2)) / np.sqrt(np.prod(2 * np.pi * variances, axis=1))
    with np.errstate(all="ignore"):
        return joint / joint.sum(axis=1, keepdims=True), float(np.log(joint.sum(axis=1)).sum())


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
