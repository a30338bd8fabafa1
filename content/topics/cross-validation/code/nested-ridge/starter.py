"""Nested cross-validation of ridge regression, with scaling inside the folds."""

import numpy as np


def fit_ridge(x: np.ndarray, y: np.ndarray, penalty: float) -> tuple[np.ndarray, float]:
    """(weights, intercept) for the unscaled features.

    Inside, center and scale the columns by mean and standard deviation (ddof 0; a constant column gets scale 1).
    Minimize the SUM of squared errors plus penalty times the squared length of the scaled weights; the intercept is
    free.
    """
    raise NotImplementedError


def nested_cv(
    x: np.ndarray, y: np.ndarray, outer: np.ndarray, inner: np.ndarray, penalties: list[float]
) -> tuple[np.ndarray, list[float]]:
    """(errors, chosen): the mean squared error and the penalty chosen, for each outer fold in ascending order.

    outer, inner: (n,) integer fold labels. For an outer fold, score every penalty by the mean squared error over all
    rows of the outer training part, each predicted by a fit on the training rows with another inner label. Take the
    penalty with the lowest score, of equal ones the largest; fit it on the whole outer training part; score the outer
    fold. Some inner label may be missing in a training part; then it is no fold there.
    """
    raise NotImplementedError
