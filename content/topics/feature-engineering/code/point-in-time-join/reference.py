"""Point-in-time join: per entity a running "newest so far", in order of arrival, and a binary search."""

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
    """For each query the value of that entity with the latest ``happened``, among records with available <= time."""
    answer = np.full(len(query_time), np.nan)
    records, queries = rows_by_key(entity), rows_by_key(query_entity)
    for key in records.keys() & queries.keys():
        rows, asked = records[key], queries[key]
        rows = rows[np.lexsort((happened[rows], available[rows]))]  # in the order in which they became known
        latest = np.maximum.accumulate(happened[rows])
        is_newest = happened[rows] >= latest  # a late arrival of an older event is not
        newest = rows[np.maximum.accumulate(np.where(is_newest, np.arange(len(rows)), 0))]
        known = np.searchsorted(available[rows], query_time[asked], side="right")  # how many were available by then
        row = newest[np.maximum(known - 1, 0)]
        fresh = (known > 0) & (query_time[asked] - happened[row] <= max_age)
        answer[asked[fresh]] = value[row[fresh]]
    return answer


def rows_by_key(keys: np.ndarray) -> dict[object, np.ndarray]:
    """The positions of every key."""
    order = np.argsort(keys, kind="stable")
    edges = np.flatnonzero(keys[order][1:] != keys[order][:-1]) + 1
    return {keys[rows[0]]: rows for rows in np.split(order, edges) if len(rows)}
