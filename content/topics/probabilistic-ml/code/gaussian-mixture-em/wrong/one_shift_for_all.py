"""Wrong: subtracts one number, the largest of all rows, so rows that are far from everything still underflow."""

import numpy as np


def e_step(x, weights, means, variances):
    """Works while all rows are about equally likely."""
    squares = (x[:, None, :] - means) ** 2 / variances  # (n, k, d)
    log_joint = np.log(weights) - 0.5 * (squares + np.log(2 * np.pi * variances)).sum(axis=2)
    largest = log_joint.max()
    with np.errstate(all="ignore"):
        log_row = largest + np.log(np.exp(log_joint - largest).sum(axis=1, keepdims=True))
    return np.exp(log_joint - log_row), float(log_row.sum())


def m_step(x, responsibilities, variance_floor=1e-6):
    """As in the reference."""
    counts = responsibilities.sum(axis=0) + 1e-300  # a component that lost all points must not divide by zero
    means = responsibilities.T @ x / counts[:, None]
    deviations = (x[:, None, :] - means) ** 2
    variances = (responsibilities[:, :, None] * deviations).sum(axis=0) / counts[:, None]
    return counts / counts.sum(), means, np.maximum(variances, variance_floor)


def fit(x, means, iterations=50, variance_floor=1e-6):
    """As in the reference."""
    k = len(means)
    weights = np.full(k, 1 / k)
    variances = np.tile(np.maximum(x.var(axis=0), variance_floor), (k, 1))
    history = []
    for _ in range(iterations):
        responsibilities, log_likelihood = e_step(x, weights, means, variances)
        history.append(log_likelihood)
        weights, means, variances = m_step(x, responsibilities, variance_floor)
    return weights, means, variances, history
