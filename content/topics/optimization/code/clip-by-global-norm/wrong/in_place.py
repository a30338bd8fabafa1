"""Scales the caller's arrays in place, and returns them."""

import numpy as np


def clip_by_global_norm(grads, max_norm):
    """Clipping in place."""
    top = max((float(np.max(np.abs(grad))) for grad in grads if grad.size), default=0.0)
    if not np.isfinite(top):
        return None, top
    if top == 0:
        return grads, 0.0
    norm = top * float(np.sqrt(sum(np.sum((grad.astype(float) / top) ** 2) for grad in grads)))
    if norm > max_norm:
        for grad in grads:
            grad *= max_norm / norm
    return grads, norm
