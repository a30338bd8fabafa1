"""Split conformal prediction: intervals whose width may follow an estimate of the spread."""

import numpy as np


def conformal_cut(scores: np.ndarray, alpha: float) -> float:
    """The cut for coverage of at least 1 - alpha from calibration scores, shape (n,), smaller is better.

    Returns a float; infinity where n is too small for the coverage that is asked.
    """
    raise NotImplementedError


def intervals(
    predicted_cal: np.ndarray,
    labels_cal: np.ndarray,
    predicted_new: np.ndarray,
    alpha: float,
    spread_cal: np.ndarray | None = None,
    spread_new: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Intervals for new points around their predictions.

    predicted_cal, labels_cal: shape (n,), held-out points that the model has not seen; predicted_new: shape (m,).
    With spread_cal, shape (n,), and spread_new, shape (m,), all positive, the score is the absolute residual divided
    by the spread; without them it is the absolute residual. Returns lower and upper ends, both of shape (m,).
    """
    raise NotImplementedError
