"""Looks for the largest entry with Python's max, which loses a number that is not one."""

import numpy as np


def clip_by_global_norm(grads, max_norm):
    """Clipping that trusts comparisons."""
    top = 0.0
    for grad in grads:
        for entry in np.abs(grad).ravel().tolist():
            top = max(top, entry)
    if top == float("inf"):
        return None, top
    if top == 0:
        return [grad.copy() for grad in grads], 0.0
    norm = top * float(np.sqrt(sum(np.sum((grad.astype(float) / top) ** 2) for grad in grads)))
    factor = min(1.0, max_norm / norm)
    return [(grad.astype(float) * factor).astype(grad.dtype) for grad in grads], norm
