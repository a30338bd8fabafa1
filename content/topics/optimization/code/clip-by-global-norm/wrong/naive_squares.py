"""Sums the squares in the type of the arrays: overflow, underflow, and half precision that saturates."""

import numpy as np


def clip_by_global_norm(grads, max_norm):
    """Clipping with plain squares."""
    with np.errstate(all="ignore"):
        norm = float(np.sqrt(sum(np.sum(grad**2) for grad in grads)))
    if not np.isfinite(norm):
        return None, norm
    factor = min(1.0, max_norm / norm) if norm else 1.0
    return [(grad * factor).astype(grad.dtype) for grad in grads], norm
