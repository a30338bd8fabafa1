"""AdaBoost with decision stumps."""

import numpy as np


def predict_stump(x, feature, threshold, sign):
    return np.where(x[:, feature] > threshold, sign, -sign)


def best_stump(x, y, weights):
    """The stump with the lowest weighted error: (feature, threshold, sign, error)."""
    best = (0, 0.0, 1, np.inf)
    for j in range(x.shape[1]):
        order = np.argsort(x[:, j], kind="stable")
        values, signed = x[order, j], (weights * y)[order]
        # With sign 1 the rows on the left are predicted -1: positives there and negatives on the right are wrong.
        left = np.cumsum(signed)[:-1]
        error = np.sum(weights[y < 0]) + left  # starting from "all 1", each row moved left changes sides
        for sign, errors in ((1, error), (-1, 1 - error)):
            errors = np.where(values[1:] > values[:-1], errors, np.inf)
            i = int(np.argmin(errors))
            if errors[i] < best[3] - 1e-15:
                best = (j, float((values[i] + values[i + 1]) / 2), sign, float(errors[i]))
    return best


def fit_adaboost(x, y, rounds):
    """At most ``rounds`` stumps, as a list of (feature, threshold, sign, alpha)."""
    weights = np.full(len(y), 1 / len(y))
    ensemble = []
    for _ in range(rounds):
        feature, threshold, sign, error = best_stump(x, y, weights)
        if error >= 0.5 - 1e-9:
            break
        perfect = error < 1e-10
        error = max(error, 1e-10)
        alpha = 0.5 * np.log((1 - error) / error)
        ensemble.append((feature, threshold, sign, float(alpha)))
        if perfect:
            break
        weights = weights * np.exp(-alpha * y * predict_stump(x, feature, threshold, sign))
        weights = weights / weights.sum()
    return ensemble


def scores(x, ensemble):
    """The sum of alpha times the prediction of every stump, for each row."""
    total = np.zeros(len(x))
    for feature, threshold, sign, alpha in ensemble:
        total += alpha * predict_stump(x, feature, threshold, sign)
    return total
