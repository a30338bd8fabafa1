"""Clipping gradients by their global norm."""

import numpy as np  # noqa: F401


def clip_by_global_norm(grads, max_norm):
    """Scale all arrays by one factor so that their norm together is at most max_norm.

    grads: a list of float arrays of any shapes, left unchanged; max_norm: a positive number.
    Return (clipped, norm): a list of new arrays of the same types, and the norm before clipping, a float.
    With an entry that is infinite or not a number: (None, norm) with a norm that is not finite.
    """
    raise NotImplementedError
