"""Bias and variance of minimum-norm least squares, from the exact formulas for Gaussian features."""

from plot import Figure

N, D, SIGMA2 = 40, 100, 0.04
decaying = [j**-1.5 for j in range(1, D + 1)]
ORDERED = [value / sum(decaying) for value in decaying]  # β_j², the most important feature first; they sum to 1
ALIKE = [1 / D] * D


def errors(p, squares):
    """Squared bias and variance of the fit on the first p features, averaged over a fresh x."""
    used = sum(squares[:p])
    unused = 1 - used
    noise = unused + SIGMA2  # to the fit, the signal that it cannot see is noise
    if p < N:
        return unused, noise * p / (N - p - 1)
    kept = N / p  # the average fit is this share of the true weights
    total = used * (1 - kept) + noise * N / (p - N - 1)
    shrunk = used * (1 - kept) ** 2
    return unused + shrunk, total - shrunk


shared = {"x": (0, D), "y": (0, 1.5), "y_label": "test error", "x_ticks": [0, 20, 40, 60, 80, 100], "height": 225}
figure = Figure(
    "Double descent of minimum-norm least squares",
    "Forty training examples and up to 100 Gaussian features. In both panels the total error grows without bound as "
    "the number of features nears 40, and falls beyond; the peak is all variance. Above, the most important features "
    "come first: the lowest total, 0.27, is at 15 features, and beyond 40 it is 0.52 at best. Below, all features are "
    "alike: the total starts at 1.04, and the lowest, 0.67, is at the far end, with all 100.",
    heading="Important features first: the first minimum wins",
    **shared,
)
below = figure.panel(heading="All features alike: the second wins", x_label="features p", **shared)
for panel, squares in ((figure, ORDERED), (below, ALIKE)):
    panel.vertical(N, "p = N")
    for counts in (range(N - 1), range(N + 2, D + 1)):
        pairs = [errors(p, squares) for p in counts]
        panel.line(counts, [bias2 for bias2, _ in pairs], series=2, dashed=True)
        panel.line(counts, [variance for _, variance in pairs], series=3)
        panel.line(counts, [sum(pair) + SIGMA2 for pair in pairs], series=1, width=2.5)
figure.text(53, 0.62, "total", 1)
figure.text(65, 0.03, "bias²", 2)
figure.text(68, 0.38, "variance", 3)
below.text(68, 1.25, "total", 1)
below.text(1, 0.76, "bias²", 2)
below.text(14, 0.22, "variance", 3)
print(figure.svg())
