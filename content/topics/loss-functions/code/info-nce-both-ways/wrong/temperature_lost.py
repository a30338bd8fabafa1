"""Forgets the temperature in the gradient."""
# ruff: noqa: N803, N806 (matrices keep their capital letters)

import numpy as np


def _log_softmax(scores, axis):
    top = scores.max(axis=axis, keepdims=True)
    return scores - top - np.log(np.exp(scores - top).sum(axis=axis, keepdims=True))


def _through_normalization(grad_unit, unit, length):
    """Gradient before dividing by the length: what is left across the vector, over its length."""
    along = np.sum(grad_unit * unit, axis=1, keepdims=True)
    return (grad_unit - along * unit) / length


def info_nce(A, B, temperature):
    """Mean of the two cross-entropies of finding the partner, and the gradients in both sets of embeddings."""
    n = len(A)
    a_length, b_length = (np.linalg.norm(vectors, axis=1, keepdims=True) for vectors in (A, B))
    a, b = A / a_length, B / b_length
    scores = a @ b.T / temperature
    rows, columns = _log_softmax(scores, 1), _log_softmax(scores, 0)
    loss = -(np.trace(rows) + np.trace(columns)) / (2 * n)
    grad_scores = (np.exp(rows) + np.exp(columns) - 2 * np.eye(n)) / (2 * n)
    grad_A = _through_normalization(grad_scores @ b, a, a_length)
    grad_B = _through_normalization(grad_scores.T @ a, b, b_length)
    return float(loss), grad_A, grad_B
