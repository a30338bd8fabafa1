"""Average precision as a step sum, with tied cases entering together."""

import numpy as np


def average_precision(y: np.ndarray, score: np.ndarray) -> float:
    """Sum over distinct thresholds of (recall gained) x (precision there).

    y: shape (N,), 0 or 1; score: shape (N,), higher means more likely positive. Return nan without positives.
    """
    raise NotImplementedError
