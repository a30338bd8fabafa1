"""Bayesian linear regression in closed form, and the same posterior by Metropolis sampling."""

import numpy as np

rng = np.random.default_rng(0)
SIGMA, TAU, N = 0.5, 1.0, 20
x = rng.uniform(-1, 1, N)
X = np.column_stack([np.ones(N), x])
y = X @ np.array([0.5, -1.0]) + rng.normal(0, SIGMA, N)

S = np.linalg.inv(X.T @ X / SIGMA**2 + np.eye(2) / TAU**2)  # posterior covariance
m = S @ X.T @ y / SIGMA**2  # posterior mean
print("exact mean", np.round(m, 3), "sd", np.round(np.sqrt(np.diag(S)), 3))


def log_post(w):  # w holds one weight vector per chain
    return -np.sum((y - w @ X.T) ** 2, axis=1) / (2 * SIGMA**2) - np.sum(w**2, axis=1) / (2 * TAU**2)


w = rng.normal(0, 2, (4, 2))  # four chains, dispersed starts
logp, draws = log_post(w), []
for _ in range(6000):
    proposal = w + rng.normal(0, 0.25, w.shape)
    new = log_post(proposal)
    accept = np.log(rng.random(4)) < new - logp
    w, logp = np.where(accept[:, None], proposal, w), np.where(accept, new, logp)
    draws.append(w)
kept = np.array(draws)[1000:]  # step, chain, weight
n = len(kept)
within = kept.var(axis=0, ddof=1).mean(axis=0)
r_hat = np.sqrt((n - 1) / n + kept.mean(axis=0).var(axis=0, ddof=1) / within)
print("mcmc  mean", np.round(kept.mean(axis=(0, 1)), 3), "sd", np.round(np.sqrt(within), 3))
print("R-hat", np.round(r_hat, 3))
for x0 in (0.0, 1.0, 3.0):
    phi = np.array([1.0, x0])
    print(f"x={x0:.0f}: noise variance {SIGMA**2:.3f}, weight variance {phi @ S @ phi:.3f}")
