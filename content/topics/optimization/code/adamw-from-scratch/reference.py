"""AdamW from scratch."""

import numpy as np


def adamw_step(params, grads, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01, no_decay=()):
    """Update the arrays in params in place by one step of AdamW; return nothing."""
    beta1, beta2 = betas
    for name, grad in grads.items():
        weights = params[name]
        if name not in state:
            state[name] = {"t": 0, "m": np.zeros_like(weights), "v": np.zeros_like(weights)}
        kept = state[name]
        kept["t"] += 1
        kept["m"] = beta1 * kept["m"] + (1 - beta1) * grad
        kept["v"] = beta2 * kept["v"] + (1 - beta2) * grad**2
        mean = kept["m"] / (1 - beta1 ** kept["t"])
        square = kept["v"] / (1 - beta2 ** kept["t"])
        if name not in no_decay:
            weights *= 1 - lr * weight_decay
        weights -= lr * mean / (np.sqrt(square) + eps)
