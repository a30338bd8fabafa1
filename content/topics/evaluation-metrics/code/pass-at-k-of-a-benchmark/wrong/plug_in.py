"""Wrong: puts the share solved into 1 - (1 - p)^k, which is biased downward."""

import numpy as np


def pass_at_k(attempts, solved, k):
    """Plug-in estimate."""
    attempts, solved = np.asarray(attempts, float), np.asarray(solved, float)
    if np.any(attempts < k):
        raise ValueError("too few attempts")
    each = 1 - (1 - solved / attempts) ** k
    return float(each.mean()), float(each.std(ddof=1) / np.sqrt(len(each)))
