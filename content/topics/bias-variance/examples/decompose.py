"""Squared bias and variance of k-nearest neighbors at one point, from 4,000 simulated training sets."""

import numpy as np

rng = np.random.default_rng(0)
N, SETS, SIGMA = 101, 4000, 0.5
x = np.linspace(0, 1, N)  # inputs stay fixed; only the noise is drawn anew
x0 = 0.25  # a peak of f


def f(t):
    return np.sin(2 * np.pi * t)


labels = f(x) + rng.normal(0, SIGMA, (SETS, N))  # one training set per row
fresh = f(x0) + rng.normal(0, SIGMA, SETS)  # a test label for each, independent of it
order = np.argsort(np.abs(x - x0), kind="stable")

print(" k   bias2  variance  sigma2/k  sum+noise  measured")
for k in (1, 5, 15, 25, 51):
    fits = labels[:, order[:k]].mean(axis=1)
    bias2 = (fits.mean() - f(x0)) ** 2
    variance = fits.var()
    total = bias2 + variance + SIGMA**2
    measured = np.mean((fresh - fits) ** 2)
    print(f"{k:2d}  {bias2:.4f}    {variance:.4f}    {SIGMA**2 / k:.4f}     {total:.4f}    {measured:.4f}")
