"""A bootstrap interval for the difference of two models on the same test set."""

from collections.abc import Callable

import numpy as np

Metric = Callable[[np.ndarray, np.ndarray], float]


def paired_bootstrap(
    y: np.ndarray,
    score_a: np.ndarray,
    score_b: np.ndarray,
    group: np.ndarray,
    metric: Metric,
    draws: int = 1000,
    seed: int = 0,
) -> tuple[float, float, float]:
    """metric(y, score_b) - metric(y, score_a), and the 2.5% and 97.5% quantiles of its bootstrap draws.

    y, score_a, score_b, group: shape (N,). Rows of one group (a user, a query) are drawn together, with replacement, as
    many groups per draw as there are. A draw on which the metric is nan (one class absent) is drawn again.
    """
    raise NotImplementedError
