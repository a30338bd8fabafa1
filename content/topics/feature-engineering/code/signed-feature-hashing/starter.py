"""Signed feature hashing of token counts, the same in every process."""

from collections.abc import Iterable, Mapping

import numpy as np


def hash_features(rows: Iterable[Mapping[str, float]], buckets: int) -> np.ndarray:
    """One vector of length ``buckets`` per row, shape (N, buckets): token t with value v adds sign(t) * v.

    The hash of a token is the integer (big-endian) of ``hashlib.blake2b(token.encode(), digest_size=8).digest()``.
    The sign is +1 if its highest bit (2**63) is 0, else -1; the other 63 bits modulo ``buckets`` are the bucket.
    Python's own hash() differs between processes and must not be used.
    """
    raise NotImplementedError
