"""Wrong: demands that a value was available strictly before the prediction time."""

import numpy as np


def as_of_join(entity, happened, available, value, query_entity, query_time, max_age=np.inf):
    """A loop with < in place of <=."""
    out = []
    for e, t in zip(query_entity, query_time, strict=True):
        rows = np.flatnonzero((entity == e) & (available < t))
        if rows.size == 0:
            out.append(np.nan)
            continue
        best = rows[np.lexsort((available[rows], happened[rows]))[-1]]
        out.append(value[best] if t - happened[best] <= max_age else np.nan)
    return np.array(out, dtype=float)
