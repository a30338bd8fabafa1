"""Centers nothing and appends a column of ones, whose weight is penalized too."""
# ruff: noqa: N803 (matrices keep their capital letters)

import numpy as np


def fit_ridge(X, y, lam):
    """Minimize mean((y - b - X w)^2) + lam * ||w||^2; the intercept b is free."""
    ones = np.column_stack([X, np.ones(len(X))])
    w = np.linalg.solve(ones.T @ ones + len(X) * lam * np.eye(ones.shape[1]), ones.T @ y)
    return w[:-1], w[-1]


def learning_curve(X, y, X_val, y_val, sizes, lam, repeats, rng):
    """Mean squared error on the rows trained on, and on the validation set, for growing subsets."""
    order = np.array([rng.permutation(len(X)) for _ in range(repeats)])
    train, val = np.empty((repeats, len(sizes))), np.empty((repeats, len(sizes)))
    for repeat, rows in enumerate(order):
        for column, size in enumerate(sizes):
            chosen = rows[:size]
            w, b = fit_ridge(X[chosen], y[chosen], lam)
            train[repeat, column] = np.mean((y[chosen] - b - X[chosen] @ w) ** 2)
            val[repeat, column] = np.mean((y_val - b - X_val @ w) ** 2)
    return train, val, order
