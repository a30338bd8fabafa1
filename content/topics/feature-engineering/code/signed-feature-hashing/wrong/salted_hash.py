"""Wrong: uses Python's hash(), which is salted and differs between training and serving."""

import numpy as np


def hash_features(rows, buckets):
    """Buckets from the salted hash."""
    rows = list(rows)
    out = np.zeros((len(rows), buckets))
    for i, tokens in enumerate(rows):
        for token, value in tokens.items():
            code = hash(token) % (1 << 64)
            out[i, code % (1 << 63) % buckets] += value * (-1 if code >> 63 else 1)
    return out
