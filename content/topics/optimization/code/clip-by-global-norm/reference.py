"""Clipping gradients by their global norm."""

import numpy as np


def clip_by_global_norm(grads, max_norm):
    """Scale all arrays by one factor so that their norm together is at most max_norm."""
    sizes = [np.max(np.abs(grad)) for grad in grads if grad.size]
    top = float(np.max(sizes)) if sizes else 0.0  # not a number if any entry is
    if not np.isfinite(top):
        return None, top
    if top == 0.0:
        return [grad.copy() for grad in grads], 0.0
    norm = top * float(np.sqrt(sum(np.sum((grad.astype(float) / top) ** 2) for grad in grads)))
    if norm <= max_norm:
        return [grad.copy() for grad in grads], norm
    factor = max_norm / norm
    return [np.asarray(grad.astype(float) * factor, dtype=grad.dtype) for grad in grads], norm
