"""Folds that keep groups whole and class shares alike."""

import numpy as np


def assign_folds(y: np.ndarray, groups: np.ndarray, k: int, seed: int = 0) -> np.ndarray:
    """The fold of every row, 0 to k - 1: (n,) integers.

    y: (n,) integer labels from 0; groups: (n,) labels of any type that NumPy can sort.
    All rows of a group get one fold, and no fold stays empty. Every class should be spread over the folds as evenly as
    the groups permit. Raise ValueError if there are fewer groups than folds.
    """
    raise NotImplementedError
