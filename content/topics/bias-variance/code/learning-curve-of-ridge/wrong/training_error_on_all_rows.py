"""Scores the training error on all rows, seen or not."""
# ruff: noqa: N803 (matrices keep their capital letters)

import numpy as np


def fit_ridge(X, y, lam):
    """Minimize mean((y - b - X w)^2) + lam * ||w||^2; the intercept b is free."""
    rows, features = X.shape
    x_mean, y_mean = X.mean(axis=0), y.mean()
    centered = X - x_mean
    w = np.linalg.solve(centered.T @ centered + rows * lam * np.eye(features), centered.T @ (y - y_mean))
    return w, y_mean - x_mean @ w


def learning_curve(X, y, X_val, y_val, sizes, lam, repeats, rng):
    """Mean squared error on the rows trained on, and on the validation set, for growing subsets."""
    order = np.array([rng.permutation(len(X)) for _ in range(repeats)])
    train, val = np.empty((repeats, len(sizes))), np.empty((repeats, len(sizes)))
    for repeat, rows in enumerate(order):
        for column, size in enumerate(sizes):
            chosen = rows[:size]
            w, b = fit_ridge(X[chosen], y[chosen], lam)
            train[repeat, column] = np.mean((y - b - X @ w) ** 2)
            val[repeat, column] = np.mean((y_val - b - X_val @ w) ** 2)
    return train, val, order
