"""Wrong: chooses the penalty by its score on the outer fold."""

import numpy as np


def fit_ridge(x, y, penalty):
    """(weights, intercept) for the unscaled features."""
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale = np.where(scale > 0, scale, 1)
    z = (x - mean) / scale
    scaled = np.linalg.solve(z.T @ z + penalty * np.eye(x.shape[1]), z.T @ (y - y.mean()))
    weights = scaled / scale
    return weights, float(y.mean() - mean @ weights)


def left_out_errors(x, y, fold, penalty):
    """The squared error of every row, predicted by a fit on the other folds."""
    errors = np.empty(len(y))
    for label in np.unique(fold):
        test = fold == label
        weights, intercept = fit_ridge(x[~test], y[~test], penalty)
        errors[test] = (y[test] - x[test] @ weights - intercept) ** 2
    return errors


def nested_cv(x, y, outer, inner, penalties):
    """(errors, chosen): the mean squared error and the penalty chosen, for each outer fold."""
    assert len(inner) == len(y)
    errors, chosen = [], []
    for label in np.unique(outer):
        test = outer == label
        train_x, train_y = x[~test], y[~test]
        score = {}
        for penalty in penalties:
            weights, intercept = fit_ridge(train_x, train_y, penalty)
            score[penalty] = np.mean((y[test] - x[test] @ weights - intercept) ** 2)
        best = min(penalties, key=lambda penalty: (score[penalty], -penalty))
        weights, intercept = fit_ridge(train_x, train_y, best)
        errors.append(np.mean((y[test] - x[test] @ weights - intercept) ** 2))
        chosen.append(best)
    return np.array(errors), chosen
