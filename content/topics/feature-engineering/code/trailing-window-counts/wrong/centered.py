"""Wrong: the window reaches as far into the future as into the past."""

import numpy as np


def trailing_window(entity, time, amount, window):
    """A centered window without the event itself."""
    count, total = np.zeros(len(time), dtype=int), np.zeros(len(time))
    order = np.lexsort((time, entity))
    for rows in np.split(order, np.flatnonzero(entity[order][1:] != entity[order][:-1]) + 1):
        t = time[rows]
        first, last = np.searchsorted(t, t - window / 2, "left"), np.searchsorted(t, t + window / 2, "right")
        running = np.concatenate([[0.0], np.cumsum(amount[rows])])
        count[rows], total[rows] = last - first - 1, running[last] - running[first] - amount[rows]
    return count, total
