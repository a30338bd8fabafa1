"""Counts and sums of an entity's own past events in a trailing window."""

import numpy as np


def trailing_window(
    entity: np.ndarray, time: np.ndarray, amount: np.ndarray, window: float
) -> tuple[np.ndarray, np.ndarray]:
    """For each event: how many earlier events its entity had in [time - window, time), and their total amount.

    entity: shape (N,), integers or strings; time, amount: shape (N,), float, in any order. Events at the same time do
    not count for each other, nor does an event for itself. Answers are in the order of the input. N may be 200,000.
    """
    raise NotImplementedError
