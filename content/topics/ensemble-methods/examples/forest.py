"""Variance and correlation of trees over repeated training sets, with all features or a third tried per split."""

import numpy as np
from sklearn.tree import DecisionTreeRegressor

SETS, TREES, N, P = 40, 14, 100, 9


def draw(n):
    """Nine inputs that share a common part, so that any of them can stand in for another."""
    return 0.7 * rng.normal(size=(n, 1)) + 0.7 * rng.normal(size=(n, P))


def f(x):
    return x.sum(axis=1) + 2 * np.maximum(x[:, 0] * x[:, 1], 0)


rng = np.random.default_rng(0)
test = draw(200)

print("tried  bias2  tree var    rho  formula  measured")
for tried in (9, 3):
    fits = np.zeros((SETS, TREES, len(test)))
    for s in range(SETS):
        x = draw(N)
        y = f(x) + rng.normal(0, 2, N)
        for b in range(TREES):
            rows = rng.integers(0, N, N)  # a bootstrap sample
            tree = DecisionTreeRegressor(max_features=tried, random_state=s * TREES + b)
            fits[s, b] = tree.fit(x[rows], y[rows]).predict(test)
    center = fits.mean(axis=(0, 1))
    bias2 = np.mean((center - f(test)) ** 2)
    scatter = fits - center
    variance = np.mean(scatter**2)  # of a single tree: over training sets and its own randomness
    first, second = scatter[:, 0::2], scatter[:, 1::2]  # pairs of different trees, same training set
    rho = np.mean(first * second) / variance
    formula = rho * variance + (1 - rho) * variance / TREES
    measured = np.mean(scatter.mean(axis=1) ** 2)
    print(f"{tried:5d}  {bias2:.3f}     {variance:.3f}  {rho:.3f}    {formula:.3f}     {measured:.3f}")
