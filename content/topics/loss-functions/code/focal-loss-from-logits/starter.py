"""Binary focal loss from logits, with its gradient."""

import numpy as np  # noqa: F401


def focal_loss(z, y, gamma=2.0, alpha=None):
    """Focal loss of each example and its derivative in the logit.

    z: (n,) logits of any finite size; y: (n,) labels 0 or 1; gamma >= 0. With p_t the probability of the true class the
    loss is -(1 - p_t)**gamma * log(p_t), times alpha for positives and 1 - alpha for negatives if alpha is given.
    Return loss: (n,), gradient: (n,), both finite.
    """
    raise NotImplementedError
