"""Reliability diagram of an overconfident classifier, and what ten bins say of a calibrated one."""

import numpy as np
from plot import Figure

rng = np.random.default_rng(5)
N, BINS = 2000, 10
logits = rng.normal(0, 1.5, N)
truth = 1 / (1 + np.exp(-logits))
labels = rng.random(N) < truth
stated = 1 / (1 + np.exp(-2 * logits))  # logits twice too large: temperature T = 2 repairs them


def binned(p, y, bins=BINS):
    """Mean stated probability, share of positives and size of each bin that is not empty."""
    index = np.minimum((p * bins).astype(int), bins - 1)
    kept = [index == b for b in range(bins) if np.any(index == b)]
    return [float(p[k].mean()) for k in kept], [float(y[k].mean()) for k in kept], [int(k.sum()) for k in kept]


def ece(p, y):
    means, shares, sizes = binned(p, y)
    return sum(n * abs(m - s) for m, s, n in zip(means, shares, sizes, strict=True)) / len(y)


before, after = ece(stated, labels), ece(truth, labels)
grid = np.linspace(0.001, 0.999, 200)
true_share = 1 / (1 + np.exp(-np.log(grid / (1 - grid)) / 2))
figure = Figure(
    "Reliability diagram before and after temperature scaling",
    "Share of positives against stated probability, 2,000 cases in ten bins. The overconfident scores lie above the "
    "diagonal on the left and below it on the right; after division of the logits by 2 the bins lie near the diagonal. "
    f"Expected calibration error falls from {before:.3f} to {after:.3f}.",
    x=(0, 1),
    y=(0, 1),
    x_label="mean stated probability in the bin",
    y_label="share of positives in the bin",
    height=300,
)
figure.line([0, 1], [0, 1], series=4, dashed=True)
figure.line(grid, true_share, series=1, width=1.5)
figure.points(*binned(stated, labels)[:2], series=1, size=4)
figure.points(*binned(truth, labels)[:2], series=2, marker="square", size=3.5)
figure.text(0.03, 0.92, f"● overconfident, ECE {before:.3f}", 1)
figure.text(0.03, 0.84, f"■ logits divided by 2, ECE {after:.3f}", 2)
figure.text(0.62, 0.3, "dashed: calibrated", 4)
print(figure.svg())
