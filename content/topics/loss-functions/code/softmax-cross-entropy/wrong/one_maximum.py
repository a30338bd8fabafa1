"""Subtracts the largest logit of the whole batch, so that rows far below it underflow."""

import numpy as np


def cross_entropy(logits, targets, ignore=-100):
    """Mean cross-entropy over the rows whose target is not ``ignore``, and its gradient in the logits."""
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    gradient = np.zeros_like(logits)
    rows = np.flatnonzero(targets != ignore)
    if rows.size == 0:
        return 0.0, gradient
    chosen, classes = logits[rows], targets[rows]
    shifted = chosen - chosen.max()
    weights = np.exp(shifted)
    sums = weights.sum(axis=1, keepdims=True)
    own = np.arange(rows.size), classes
    loss = np.mean(np.log(sums[:, 0]) - shifted[own])
    pull = weights / sums
    pull[own] -= 1
    gradient[rows] = pull / rows.size
    return float(loss), gradient
