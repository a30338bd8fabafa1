"""Bias and variance of boosted stumps against rounds, over 60 simulated training sets."""

import numpy as np
from plot import Figure

SETS, N, ROUNDS, RATE, SIGMA = 60, 100, 600, 0.1, 0.6
x = np.linspace(0, 1, N)
truth = np.sin(2 * np.pi * x)
labels = truth + np.random.default_rng(0).normal(0, SIGMA, (SETS, N))
fits = np.repeat(labels.mean(axis=1, keepdims=True), N, axis=1)
sizes = np.arange(1, N)
rounds, bias2, variance, train = [], [], [], []
for m in range(ROUNDS + 1):
    rounds.append(m)
    bias2.append(float(np.mean((fits.mean(axis=0) - truth) ** 2)))
    variance.append(float(np.mean(fits.var(axis=0, ddof=1))))
    train.append(float(np.mean((labels - fits) ** 2)))
    residuals = labels - fits
    left = np.cumsum(residuals, axis=1)[:, :-1]
    right = residuals.sum(axis=1, keepdims=True) - left
    best = np.argmax(left**2 / sizes + right**2 / (N - sizes), axis=1)
    row = np.arange(SETS)
    low, high = left[row, best] / sizes[best], right[row, best] / (N - sizes[best])
    fits = fits + RATE * np.where(np.arange(N) <= best[:, None], low[:, None], high[:, None])
excess = [b + v for b, v in zip(bias2, variance, strict=True)]
best_round = excess.index(min(excess))

figure = Figure(
    "Squared bias and variance of boosted stumps against rounds",
    "Stumps boosted at learning rate 0.1 on 100 points of a sine wave with noise variance 0.36, over 60 training sets. "
    f"Squared bias falls from {bias2[0]:.2f} to {bias2[best_round]:.3f} at round {best_round} and on toward zero; "
    f"variance climbs from {variance[0]:.3f} to {variance[-1]:.2f} after 600; "
    f"their sum is lowest, {excess[best_round]:.3f}, at round {best_round}. "
    f"Training error falls all the time, to {train[-1]:.2f}.",
    x=(1, 600),
    y=(0, 0.5),
    x_log=True,
    x_label="boosting rounds",
    y_label="mean squared error",
    x_ticks=[1, 10, 100, 600],
)
figure.vertical(best_round, f"best: {best_round}")
figure.line(rounds[1:], excess[1:], series=1, width=2.5)
figure.line(rounds[1:], bias2[1:], series=2, dashed=True)
figure.line(rounds[1:], variance[1:], series=3)
figure.line(rounds[1:], train[1:], series=4, dashed=True)
figure.text(1.3, 0.09, "variance", 3)
figure.text(1.3, 0.25, "bias²", 2)
figure.text(12, 0.17, "bias² + variance", 1)
figure.text(115, 0.32, "training", 4)
print(figure.svg())
