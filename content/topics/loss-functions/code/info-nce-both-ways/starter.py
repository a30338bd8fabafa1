"""InfoNCE over a batch of pairs, in both directions, with its gradient."""
# ruff: noqa: N803 (matrices keep their capital letters)

import numpy as np  # noqa: F401


def info_nce(A, B, temperature):
    """Mean of the two cross-entropies of finding the partner: B's row i among B for A's row i, and the reverse.

    A, B: (n, d) embeddings before normalization, no row zero; row i of A belongs to row i of B. Similarity: the cosine,
    divided by ``temperature``. Return loss: float, grad_A: (n, d), grad_B: (n, d), the gradients in the *unnormalized*
    embeddings.
    """
    raise NotImplementedError
