"""Wrong: without signs collisions add up, and inner products are too large."""

import hashlib

import numpy as np


def hash_features(rows, buckets):
    """Adds every value with a plus."""
    rows = list(rows)
    out = np.zeros((len(rows), buckets))
    for i, tokens in enumerate(rows):
        for token, value in tokens.items():
            code = int.from_bytes(hashlib.blake2b(token.encode(), digest_size=8).digest(), "big")
            out[i, code % (1 << 63) % buckets] += value
    return out
