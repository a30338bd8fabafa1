"""Adds epsilon under the root, where it acts like its own square root."""

import numpy as np


def adamw_step(params, grads, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01, no_decay=()):
    """AdamW with epsilon in the wrong place."""
    for name, grad in grads.items():
        w = params[name]
        t, m, v = state.get(name, (0, 0.0, 0.0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * grad, betas[1] * v + (1 - betas[1]) * grad**2
        state[name] = (t, m, v)
        if name not in no_decay:
            w *= 1 - lr * weight_decay
        w -= lr * (m / (1 - betas[0] ** t)) / np.sqrt(v / (1 - betas[1] ** t) + eps)
