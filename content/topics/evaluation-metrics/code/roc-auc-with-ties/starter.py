"""Area under the ROC curve of scores that may be tied, in O(N log N)."""

import numpy as np


def roc_auc(y: np.ndarray, score: np.ndarray) -> float:
    """P(positive scores above negative) + half the chance of a tie.

    y: shape (N,), 0 or 1; score: shape (N,), finite. Return nan if one class is absent.
    """
    raise NotImplementedError
