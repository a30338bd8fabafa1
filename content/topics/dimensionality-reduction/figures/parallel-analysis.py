"""Eigenvalues of a correlation matrix with three real factors, beside those of the same columns shuffled."""

import numpy as np
from plot import Figure

rng = np.random.default_rng(5)
n, p = 150, 20
loadings = rng.normal(size=(3, p)) * np.array([[1.1], [0.8], [0.6]])
X = rng.normal(size=(n, 3)) @ loadings + rng.normal(0, 1, (n, p))


def spectrum(data):
    return np.linalg.eigvalsh(np.corrcoef(data.T))[::-1]


seen = spectrum(X)
null = np.array([spectrum(rng.permuted(X, axis=0)) for _ in range(200)])
bound = np.quantile(null, 0.95, axis=0)
kept = int(np.argmin(seen > bound))
over_one = int(np.sum(seen > 1))
ninety = int(np.argmax(np.cumsum(seen) / p >= 0.9)) + 1
ranks = list(range(1, p + 1))

figure = Figure(
    "Eigenvalues of the data and of shuffled columns",
    f"Correlation matrix of 150 rows and 20 columns with three real factors. The data's first {kept} eigenvalues, "
    f"{', '.join(f'{v:.1f}' for v in seen[:3])}, lie above the 95th percentile for shuffled columns, which starts at "
    f"{bound[0]:.2f} and falls to {bound[-1]:.2f}. The fourth, {seen[3]:.2f}, lies below. {over_one} eigenvalues "
    f"exceed 1, and 90 percent of the variance takes {ninety}.",
    x=(1, 20),
    y=(0, 8.8),
    x_label="rank of the eigenvalue",
    y_label="eigenvalue",
    x_ticks=[1, 3, 5, 10, 15, 20],
)
figure.line(ranks, bound, series=2, dashed=True)
figure.line(ranks, seen, series=1)
figure.points(ranks, seen, series=1)
figure.text(3.4, 3.4, "data", 1)
figure.text(4.4, 2.25, "shuffled, 95th pct.", 2)
figure.vertical(ninety, f"90%: {ninety}")
print(figure.svg())
