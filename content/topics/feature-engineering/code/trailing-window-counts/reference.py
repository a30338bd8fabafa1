"""Trailing windows from one sort, two binary searches and one running sum."""

import numpy as np


def trailing_window(
    entity: np.ndarray, time: np.ndarray, amount: np.ndarray, window: float
) -> tuple[np.ndarray, np.ndarray]:
    """For each event: how many earlier events its entity had in [time - window, time), and their total amount."""
    count, total = np.zeros(len(time), dtype=int), np.zeros(len(time))
    order = np.lexsort((time, entity))
    edges = np.flatnonzero(entity[order][1:] != entity[order][:-1]) + 1
    for rows in np.split(order, edges):  # the rows of one entity, by time
        t = time[rows]
        first = np.searchsorted(t, t - window, side="left")
        here = np.searchsorted(t, t, side="left")  # first event at the same time: none of these counts
        running = np.concatenate([[0.0], np.cumsum(amount[rows])])
        count[rows] = here - first
        total[rows] = running[here] - running[first]
    return count, total
