"""Gradient boosting for squared error from scratch: every round fits a stump to the residuals."""

import numpy as np

rng = np.random.default_rng(0)
x, x_test = rng.uniform(0, 1, 100), rng.uniform(0, 1, 5000)


def f(t):
    return np.sin(2 * np.pi * t)


y = f(x) + rng.normal(0, 0.4, 100)
y_test = f(x_test) + rng.normal(0, 0.4, 5000)


def stump(x, r):
    """The split of least squared error: its threshold and the mean residual on either side."""
    order = np.argsort(x)
    xs, rs = x[order], r[order]
    left = np.cumsum(rs)[:-1]
    n = np.arange(1, len(x))
    gain = left**2 / n + (rs.sum() - left) ** 2 / (len(x) - n)
    i = np.argmax(gain)
    return (xs[i] + xs[i + 1]) / 2, left[i] / n[i], (rs.sum() - left[i]) / (len(x) - n[i])


for rate in (1.0, 0.1):
    fit, fit_test = np.full(100, y.mean()), np.full(5000, y.mean())
    print(f"rate {rate}   rounds  train   test")
    for m in range(1, 1001):
        cut, low, high = stump(x, y - fit)  # the negative gradient of (y - F)^2 / 2
        fit += rate * np.where(x < cut, low, high)
        fit_test += rate * np.where(x_test < cut, low, high)
        if m in (1, 10, 100, 1000):
            print(f"{m:18d}  {np.mean((y - fit) ** 2):.3f}  {np.mean((y_test - fit_test) ** 2):.3f}")
