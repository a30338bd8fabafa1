"""Squared bias, variance and total error of least-squares polynomials, computed exactly on fixed inputs."""

import numpy as np
from plot import Figure

N, SIGMA2 = 40, 0.5
x = np.linspace(-1, 1, N)
truth = 2.5 * np.exp(-((x - 0.25) ** 2) / 0.18)
counts = list(range(1, 17))  # coefficients: the degree plus one
bias2, variance = [], []
for p in counts:
    q, _ = np.linalg.qr(np.polynomial.legendre.legvander(x, p - 1))
    bias2.append(float(np.mean((truth - q @ (q.T @ truth)) ** 2)))  # what the projection leaves of f
    variance.append(p * SIGMA2 / N)  # the trace of the hat matrix is p
total = [b + v + SIGMA2 for b, v in zip(bias2, variance, strict=True)]
best = counts[total.index(min(total))]

figure = Figure(
    "Squared bias, variance and total error against complexity",
    "Least-squares polynomials on 40 fixed inputs with noise variance 0.5. Squared bias falls from 0.79 with one "
    "coefficient to nearly 0 with eight; variance rises on a straight line, from 0.01 to 0.2; their sum plus the noise "
    f"is lowest, {min(total):.2f}, with {best} coefficients, and 0.70 with sixteen.",
    x=(1, 16),
    y=(0, 1.4),
    x_label="coefficients p",
    y_label="mean squared error",
    x_ticks=[1, 4, 6, 8, 12, 16],
)
figure.horizontal(SIGMA2, "noise σ²")
figure.vertical(best, f"best p = {best}")
figure.line(counts, total, series=1, width=2.5)
figure.line(counts, bias2, series=2, dashed=True)
figure.line(counts, variance, series=3)
figure.text(10, 0.72, "total", 1)
figure.text(1.15, 0.36, "bias²", 2)
figure.text(9, 0.19, "variance pσ²/N", 3)
print(figure.svg())
