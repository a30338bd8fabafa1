"""The threshold of least cost on a validation set whose negatives were sampled."""

import numpy as np


def corrected(score: np.ndarray, keep_rate: float) -> np.ndarray:
    """Probabilities in the population, from scores trained with all positives and a share of the negatives.

    score: shape (N,), in [0, 1], scores of 0 and 1 stay as they are; keep_rate: in (0, 1].
    """
    raise NotImplementedError


def cheapest_cut(
    y: np.ndarray, p: np.ndarray, cost_fp: float, cost_fn: float, keep_rate: float = 1.0
) -> tuple[float, float]:
    """The threshold and its estimated cost in the population: a case is flagged if p >= threshold.

    y: shape (N,), 0 or 1; p: shape (N,), finite, may be tied. Each negative row stands for 1 / keep_rate cases.
    The threshold is one of the values of p, or infinity if flagging nothing is cheapest. Of equally cheap
    thresholds return the highest, the one with the fewest alarms.
    """
    raise NotImplementedError
