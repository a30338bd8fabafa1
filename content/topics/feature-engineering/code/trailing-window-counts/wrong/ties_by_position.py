"""Wrong: counts all events that stand earlier in the sorted list, also those at the same time."""

import numpy as np


def trailing_window(entity, time, amount, window):
    """Position in the sorted list instead of time."""
    count, total = np.zeros(len(time), dtype=int), np.zeros(len(time))
    order = np.lexsort((time, entity))
    for rows in np.split(order, np.flatnonzero(entity[order][1:] != entity[order][:-1]) + 1):
        t = time[rows]
        first, here = np.searchsorted(t, t - window, "left"), np.arange(len(rows))
        running = np.concatenate([[0.0], np.cumsum(amount[rows])])
        count[rows], total[rows] = here - first, running[here] - running[first]
    return count, total
