"""Puts the intercept into the weight vector and penalizes it too."""
# ruff: noqa: N803 (matrices keep their capital letters)

import numpy as np


def loss_and_gradient(b, w, X, y, lam):
    """The loss with a penalty on everything."""
    scores = b + X @ w
    small = np.exp(-np.abs(scores))
    errors = np.where(scores >= 0, 1.0, small) / (1.0 + small) - y
    loss = np.sum(np.logaddexp(0.0, scores) - y * scores) + 0.5 * lam * (w @ w + b * b)
    return loss, errors.sum() + lam * b, X.T @ errors + lam * w


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
