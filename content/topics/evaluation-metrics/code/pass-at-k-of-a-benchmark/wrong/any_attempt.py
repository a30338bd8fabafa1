"""Wrong: counts a task as solved if any of its attempts succeeded, however many there were."""

import numpy as np


def pass_at_k(attempts, solved, k):
    """Share of tasks with a success: pass@n instead of pass@k."""
    if np.any(np.asarray(attempts) < k):
        raise ValueError("too few attempts")
    each = (np.asarray(solved) > 0).astype(float)
    return float(each.mean()), float(each.std(ddof=1) / np.sqrt(len(each)))
