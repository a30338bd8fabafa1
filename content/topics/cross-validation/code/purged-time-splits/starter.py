"""Time splits with purging and an embargo."""

import numpy as np


def purged_splits(
    start: np.ndarray, end: np.ndarray, n_splits: int, embargo: float = 0.0, past_only: bool = False
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Pairs (train, test) of row indices, each sorted ascending, one for every test block, earliest first.

    start: (n,) when a row's features are known; end: (n,) when its label is known, end >= start. Rows come in any
    order. Sort them by start (ties keep their order) and cut them into n_splits consecutive blocks, as even as
    possible, the first ones larger by one where needed; each is the test block once. For a test block let a be its
    first start and b its last end. A training row lies outside the block and has end <= a or start >= b + embargo. With
    past_only only the first condition counts. A block may have no training rows; return it all the same.
    """
    raise NotImplementedError
