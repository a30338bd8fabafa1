"""Fit a temperature on validation logits, and measure calibration before and after."""

import numpy as np


def fit_temperature(logits: np.ndarray, y: np.ndarray) -> float:
    """The T in [0.05, 20] that minimizes the mean log loss of softmax(logits / T), to a relative error of 1e-6.

    logits: shape (N, K), possibly in the thousands; y: shape (N,), classes 0 to K - 1.
    """
    raise NotImplementedError


def calibration_error(confidence: np.ndarray, correct: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error of the top class, in ``bins`` bins of equal width on [0, 1].

    confidence: shape (N,), in [0, 1]; correct: shape (N,), 0 or 1. Bin m holds m/bins <= confidence < (m+1)/bins;
    the last one also holds 1. Empty bins add nothing.
    """
    raise NotImplementedError
