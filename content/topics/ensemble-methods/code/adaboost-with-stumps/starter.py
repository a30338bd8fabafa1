"""AdaBoost with decision stumps."""

import numpy as np


def best_stump(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> tuple[int, float, int, float]:
    """The stump with the lowest weighted error: (feature, threshold, sign, error).

    x: (n, d) floats; y: (n,) of -1 and 1; weights: (n,), positive, summing to 1.
    A stump predicts ``sign`` where ``x[:, feature] > threshold`` and ``-sign`` elsewhere; sign is -1 or 1.
    Thresholds lie halfway between neighboring distinct values. Some feature has two distinct values.
    """
    raise NotImplementedError


def fit_adaboost(x: np.ndarray, y: np.ndarray, rounds: int) -> list[tuple[int, float, int, float]]:
    """At most ``rounds`` stumps, as a list of (feature, threshold, sign, alpha).

    Stop without adding a stump if the best error is at least 0.5 - 1e-9. If the error is below 1e-10, treat it as
    1e-10, add the stump and stop.
    """
    raise NotImplementedError


def scores(x: np.ndarray, ensemble: list[tuple[int, float, int, float]]) -> np.ndarray:
    """The sum of alpha times the prediction of every stump, for each row: (n,) floats."""
    raise NotImplementedError
