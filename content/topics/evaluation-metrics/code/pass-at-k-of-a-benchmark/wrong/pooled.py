"""Wrong: pools the attempts of all tasks, as if they were one task of average difficulty."""

import numpy as np


def pass_at_k(attempts, solved, k):
    """Unbiased formula on pooled counts."""
    attempts, solved = np.asarray(attempts, float), np.asarray(solved, float)
    if np.any(attempts < k):
        raise ValueError("too few attempts")
    failed = attempts.sum() - solved.sum()
    i = np.arange(k)
    value = 1 - np.prod(np.clip(failed - i, 0, None) / (attempts.sum() - i))
    return float(value), float(np.sqrt(value * (1 - value) / len(attempts)))
