"""Logistic regression with an L2 penalty on the weights."""
# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np


def loss_and_gradient(b, w, X, y, lam):
    """The penalized loss, its derivative in b and its gradient in w."""
    scores = b + X @ w
    small = np.exp(-np.abs(scores))  # never overflows
    probabilities = np.where(scores >= 0, 1.0, small) / (1.0 + small)
    errors = probabilities - y
    loss = np.sum(np.logaddexp(0.0, scores) - y * scores) + 0.5 * lam * (w @ w)
    return loss, errors.sum(), X.T @ errors + lam * w


def fit(X, y, lam, tol=1e-6, max_steps=50_000):
    """Gradient descent from zero with the step that the curvature allows everywhere."""
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    with_ones = np.column_stack([np.ones(len(X)), X])
    step = 1.0 / (0.25 * np.linalg.norm(with_ones, 2) ** 2 + lam)
    b, w = 0.0, np.zeros(X.shape[1])
    for _ in range(max_steps):
        _, db, dw = loss_and_gradient(b, w, X, y, lam)
        if db * db + dw @ dw <= tol * tol:
            break
        b, w = b - step * db, w - step * dw
    return b, w
