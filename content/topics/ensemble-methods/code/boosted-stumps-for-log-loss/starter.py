"""Gradient boosting of stumps for log loss, with Newton leaves."""

import numpy as np


def best_stump(x: np.ndarray, g: np.ndarray, h: np.ndarray, lam: float) -> tuple[int, float, float, float] | None:
    """The stump that gains most: (feature, threshold, left value, right value), or None.

    x: (n, d) floats; g, h: (n,) first and second derivatives of the loss in the score.
    A leaf with sums G and H has the value -G / (H + lam) and the score G**2 / (H + lam). The gain is the score of the
    left leaf plus that of the right one minus that of all rows. Rows with x <= threshold go left; thresholds lie
    halfway between neighboring distinct values. None if no stump has a gain above 1e-12.
    """
    raise NotImplementedError


def fit_boosting(
    x: np.ndarray, y: np.ndarray, rounds: int, rate: float = 0.1, lam: float = 1.0
) -> tuple[float, list[tuple[int, float, float, float]]]:
    """(start, stumps): the first score, and a list of at most ``rounds`` stumps, values already times ``rate``.

    y: (n,) of 0 and 1. The start is the log-odds of the mean of y, which is first clipped to [1e-6, 1 - 1e-6].
    Stop when there is no stump.
    """
    raise NotImplementedError


def predict_probability(x: np.ndarray, model: tuple[float, list]) -> np.ndarray:
    """P(y = 1) for each row; no overflow, however large the score."""
    raise NotImplementedError
