"""What the best constant prediction is under four losses, and what one outlier does to it."""

import numpy as np

rng = np.random.default_rng(0)
y = rng.exponential(10.0, 999)  # skewed, like delivery times in minutes
spoiled = np.append(y, 10_000.0)  # one recording error


def best(loss, labels):
    """The constant of least mean loss, by refining a grid."""
    low, high = 0.0, 60.0
    for _ in range(6):
        tried = np.linspace(low, high, 41)
        costs = [loss(labels - c).mean() for c in tried]
        center, step = tried[np.argmin(costs)], (high - low) / 40
        low, high = center - 2 * step, center + 2 * step
    return center


losses = {
    "squared": lambda r: r**2,
    "absolute": np.abs,
    "Huber 5": lambda r: np.where(np.abs(r) <= 5, r**2 / 2, 5 * np.abs(r) - 12.5),
    "pinball 0.8": lambda r: np.maximum(0.8 * r, -0.2 * r),
}
print("loss          best constant  with the outlier")
for name, loss in losses.items():
    print(f"{name:12s} {best(loss, y):10.2f} {best(loss, spoiled):14.2f}")
quantile = np.quantile(y, 0.8, method="inverted_cdf")
print(f"mean {y.mean():.2f}, median {np.median(y):.2f}, 0.8 quantile {quantile:.2f}")
