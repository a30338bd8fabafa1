"""Signed feature hashing of token counts."""

import hashlib
from collections.abc import Iterable, Mapping

import numpy as np

TOP = 1 << 63


def hash_features(rows: Iterable[Mapping[str, float]], buckets: int) -> np.ndarray:
    """One vector of length ``buckets`` per row, shape (N, buckets): token t with value v adds sign(t) * v."""
    listed = list(rows)
    places = {token: place(token, buckets) for token in {token for tokens in listed for token in tokens}}
    hashed = np.zeros((len(listed), buckets))
    for row, tokens in zip(hashed, listed, strict=True):
        for token, value in tokens.items():
            bucket, sign = places[token]
            row[bucket] += sign * value
    return hashed


def place(token: str, buckets: int) -> tuple[int, int]:
    """Bucket and sign of a token, from different bits of one hash."""
    code = int.from_bytes(hashlib.blake2b(token.encode(), digest_size=8).digest(), "big")
    return code % TOP % buckets, -1 if code & TOP else 1
