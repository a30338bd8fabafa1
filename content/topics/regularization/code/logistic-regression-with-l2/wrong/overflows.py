"""Computes the sigmoid and its logarithm as written in the textbook: overflow, and log of zero."""
# ruff: noqa: N803 (matrices keep their capital letters)

import numpy as np


def loss_and_gradient(b, w, X, y, lam):
    """The loss through probabilities."""
    p = 1 / (1 + np.exp(-(b + X @ w)))
    loss = -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) + 0.5 * lam * (w @ w)
    return loss, np.sum(p - y), X.T @ (p - y) + lam * w


def fit(X, y, lam, tol=1e-6, max_steps=50_000):
    """Gradient descent."""
    step = 1.0 / (0.25 * np.linalg.norm(np.column_stack([np.ones(len(X)), X]), 2) ** 2 + lam)
    b, w = 0.0, np.zeros(X.shape[1])
    for _ in range(max_steps):
        _, db, dw = loss_and_gradient(b, w, X, y, lam)
        if db * db + dw @ dw <= tol * tol:
            break
        b, w = b - step * db, w - step * dw
    return b, w
