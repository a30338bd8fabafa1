"""Temperature by bisection on a monotone derivative; expected calibration error by bin sums."""

import numpy as np


def fit_temperature(logits: np.ndarray, y: np.ndarray) -> float:
    """The T in [0.05, 20] that minimizes the mean log loss of softmax(logits / T)."""
    z = np.asarray(logits, dtype=float)
    z = z - z.max(axis=1, keepdims=True)  # a shift per row changes no probability, and exp() cannot overflow
    observed = z[np.arange(len(z)), y].mean()

    def slope(s: float) -> float:
        """Derivative of the log loss by the inverse temperature s; it increases with s."""
        weight = np.exp(s * z)
        return float(((weight * z).sum(axis=1) / weight.sum(axis=1)).mean() - observed)

    low, high = 1 / 20, 1 / 0.05
    if slope(low) >= 0:
        return 20.0
    if slope(high) <= 0:
        return 0.05
    while high - low > 1e-8 * low:
        middle = (low + high) / 2
        low, high = (low, middle) if slope(middle) > 0 else (middle, high)
    return 2 / (low + high)


def calibration_error(confidence: np.ndarray, correct: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error of the top class, in ``bins`` bins of equal width on [0, 1]."""
    confidence, correct = np.asarray(confidence, dtype=float), np.asarray(correct, dtype=float)
    index = np.minimum((confidence * bins).astype(int), bins - 1)
    gap = np.bincount(index, weights=confidence - correct, minlength=bins)
    return float(np.abs(gap).sum() / len(confidence))
