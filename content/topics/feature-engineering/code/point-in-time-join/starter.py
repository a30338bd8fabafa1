"""A point-in-time join: for each prediction, the newest value that was available by then."""

import numpy as np


def as_of_join(
    entity: np.ndarray,
    happened: np.ndarray,
    available: np.ndarray,
    value: np.ndarray,
    query_entity: np.ndarray,
    query_time: np.ndarray,
    max_age: float = np.inf,
) -> np.ndarray:
    """For each query the value of that entity with the latest ``happened``, among records with available <= time.

    entity, happened, available, value: shape (R,), in any order, with happened <= available; value is float.
    Records with the same entity and ``happened`` are corrections: the one that became available last counts.
    A value with query_time - happened > max_age is too old. Return nan where nothing qualifies. R and Q may be 100,000.
    """
    raise NotImplementedError
