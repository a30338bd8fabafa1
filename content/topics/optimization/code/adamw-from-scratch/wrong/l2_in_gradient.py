"""Adds the decay to the gradient, so that it passes through both averages: Adam with L2, not AdamW."""

import numpy as np


def adamw_step(params, grads, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01, no_decay=()):
    """Adam with an L2 penalty."""
    for name, given in grads.items():
        w = params[name]
        grad = given if name in no_decay else given + weight_decay * w
        t, m, v = state.get(name, (0, 0.0, 0.0))
        t, m, v = t + 1, betas[0] * m + (1 - betas[0]) * grad, betas[1] * v + (1 - betas[1]) * grad**2
        state[name] = (t, m, v)
        w -= lr * (m / (1 - betas[0] ** t)) / (np.sqrt(v / (1 - betas[1] ** t)) + eps)
