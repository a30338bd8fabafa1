"""AdamW from scratch."""

import numpy as np  # noqa: F401


def adamw_step(params, grads, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01, no_decay=()):
    """Update the arrays in params in place by one step of AdamW; return nothing.

    params, grads: dictionaries from names to float arrays of equal shape; grads is left alone and may lack names.
    state: a dictionary, {} before the first call, passed to every call.
    no_decay: names that are not decayed.
    """
    raise NotImplementedError
