"""EM for a mixture of Gaussians with diagonal covariances, in log space."""

import numpy as np


def e_step(x: np.ndarray, weights: np.ndarray, means: np.ndarray, variances: np.ndarray) -> tuple[np.ndarray, float]:
    """Responsibilities and the log-likelihood.

    x: shape (n, d); weights: (k,), positive, sum 1; means and variances: (k, d).
    Returns responsibilities of shape (n, k), rows summing to one, and the log-likelihood of all rows, a float.
    Both must stay finite for rows that are very far from all components.
    """
    raise NotImplementedError


def m_step(
    x: np.ndarray, responsibilities: np.ndarray, variance_floor: float = 1e-6
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights (k,), means (k, d) and variances (k, d) that fit the responsibilities, variances not below the floor."""
    raise NotImplementedError


def fit(
    x: np.ndarray, means: np.ndarray, iterations: int = 50, variance_floor: float = 1e-6
) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[float]]:
    """EM from the given means, equal weights, and the variances of the columns of x for every component.

    Runs an E-step and an M-step `iterations` times. Returns weights, means, variances and a list of the
    log-likelihoods that the E-steps found, one for each iteration.
    """
    raise NotImplementedError
