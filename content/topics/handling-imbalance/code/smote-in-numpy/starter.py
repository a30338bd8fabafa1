"""SMOTE: synthetic positives between a positive and one of its nearest positive neighbors."""

import numpy as np


def smote(rare: np.ndarray, count: int, k: int, rng: np.random.Generator) -> np.ndarray:
    """Draw `count` synthetic rows.

    rare: shape (n, d), the positives of the *training* rows, n >= 2, possibly with repeated rows.
    k: neighbors to choose from; if there are fewer than k other rows, all of them.
    Return shape (count, d). Raise ValueError if n < 2.
    """
    raise NotImplementedError
