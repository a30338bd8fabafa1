"""Cluster bootstrap of a paired difference: groups are drawn, both models are scored on the same draw."""

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
    """metric(y, score_b) - metric(y, score_a), and the 2.5% and 97.5% quantiles of its bootstrap draws."""
    rng = np.random.default_rng(seed)
    _, member, size = np.unique(group, return_inverse=True, return_counts=True)
    rows = np.split(np.argsort(member, kind="stable"), np.cumsum(size)[:-1])  # the rows of each group
    differences: list[float] = []
    while len(differences) < draws:
        chosen = rng.integers(0, len(rows), len(rows))
        at = np.concatenate([rows[g] for g in chosen])
        difference = metric(y[at], score_b[at]) - metric(y[at], score_a[at])
        if not np.isnan(difference):
            differences.append(difference)
    low, high = np.quantile(differences, [0.025, 0.975])
    return float(metric(y, score_b) - metric(y, score_a)), float(low), float(high)
