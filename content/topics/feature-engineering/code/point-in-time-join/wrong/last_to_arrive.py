"""Wrong: takes the record that arrived last, so a late arrival of an old event replaces a newer one."""

import numpy as np


def as_of_join(entity, happened, available, value, query_entity, query_time, max_age=np.inf):
    """Latest arrival before the prediction time."""
    out = np.full(len(query_time), np.nan)
    for e in np.unique(entity):
        mine, asked = entity == e, query_entity == e
        order = np.lexsort((happened[mine], available[mine]))
        a, h, v = available[mine][order], happened[mine][order], value[mine][order]
        at = np.searchsorted(a, query_time[asked], side="right") - 1
        good = (at >= 0) & (query_time[asked] - h[np.maximum(at, 0)] <= max_age)
        out[asked] = np.where(good, v[np.maximum(at, 0)], np.nan)
    return out
