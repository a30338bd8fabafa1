"""Clips each array by its own norm: the direction of the whole gradient changes."""

import numpy as np


def clip_by_global_norm(grads, max_norm):
    """Clipping array by array."""
    norms = [float(np.linalg.norm(grad)) for grad in grads]
    total = float(np.sqrt(sum(norm**2 for norm in norms)))
    if not np.isfinite(total):
        return None, total
    return [
        grad * min(1.0, max_norm / norm) if norm else grad.copy() for grad, norm in zip(grads, norms, strict=True)
    ], total
