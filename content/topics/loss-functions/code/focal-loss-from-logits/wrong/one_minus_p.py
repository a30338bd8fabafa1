"""Forms 1 - p by subtraction, so that easy examples lose their digits."""

import numpy as np


def focal_loss(z, y, gamma=2.0, alpha=None):
    """Focal loss of each example and its derivative in the logit."""
    z, y = np.asarray(z, dtype=float), np.asarray(y)
    sign = np.where(y == 1, 1.0, -1.0)
    margin = sign * z
    minus_log = np.logaddexp(0.0, -margin)  # -log p_t, stable at both ends
    hit = np.exp(-minus_log)
    miss = 1.0 - hit
    loss = miss**gamma * minus_log
    gradient = -sign * miss**gamma * (miss + gamma * hit * minus_log)
    if alpha is None:
        return loss, gradient
    weight = np.where(y == 1, alpha, 1.0 - alpha)
    return weight * loss, weight * gradient
