"""Checks solution.py: python check.py (NumPy only)."""

import numpy as np
from solution import fit_ridge, nested_cv

COUNT = 0


def passed(what):
    global COUNT
    COUNT += 1
    print(f"ok: {what}")


def slow_fit(x, y, penalty):
    """Ridge by least squares on extended rows, with the intercept as a column that is not penalized."""
    mean, scale = x.mean(0), x.std(0)
    scale[scale == 0] = 1
    z = np.column_stack([np.ones(len(y)), (x - mean) / scale])
    root = np.sqrt(penalty) * np.eye(z.shape[1])[1:]
    solution = np.linalg.lstsq(np.vstack([z, root]), np.concatenate([y, np.zeros(len(root))]), rcond=None)[0]
    return lambda rows: np.column_stack([np.ones(len(rows)), (rows - mean) / scale]) @ solution


def slow_nested(x, y, outer, inner, penalties):
    errors, chosen = [], []
    for label in sorted(set(outer.tolist())):
        rows, test = np.flatnonzero(outer != label), np.flatnonzero(outer == label)
        scores = []
        for penalty in penalties:
            total = 0.0
            for part in sorted(set(inner[rows].tolist())):
                fit, held = rows[inner[rows] != part], rows[inner[rows] == part]
                total += np.sum((y[held] - slow_fit(x[fit], y[fit], penalty)(x[held])) ** 2)
            scores.append(total / len(rows))
        best = max(p for p, s in zip(penalties, scores, strict=True) if s == min(scores))
        errors.append(np.mean((y[test] - slow_fit(x[rows], y[rows], best)(x[test])) ** 2))
        chosen.append(best)
    return np.array(errors), chosen


rng = np.random.default_rng(0)
x = rng.normal(size=(40, 6)) * np.array([1, 100, 0.01, 1, 1, 1]) + np.array([0, 500, 0, 3, 0, 0])
x[:, 5] = 7.0
y = x[:, 0] + x[:, 1] / 50 + rng.normal(size=40) + 20
for penalty in (0.0, 1.0, 50.0):
    if penalty == 0:
        weights, intercept = fit_ridge(x[:, :5], y, 0.0)
        found, expected = x[:, :5] @ weights + intercept, slow_fit(x[:, :5], y, 0.0)(x[:, :5])
    else:
        weights, intercept = fit_ridge(x, y, penalty)
        found, expected = x @ weights + intercept, slow_fit(x, y, penalty)(x)
    gap = np.abs(found - expected).max()
    assert gap < 1e-6, f"penalty {penalty}: predictions differ by up to {gap:.2e} from those of the definition"
passed("fit_ridge: scaled inside, free intercept, a constant column")
weights, intercept = fit_ridge(x, y, 1e12)
assert np.allclose(x @ weights + intercept, y.mean(), atol=1e-3), "a huge penalty should predict the mean"
passed("a huge penalty predicts the mean")

penalties = [0.1, 1.0, 10.0, 100.0, 1000.0]
for trial in range(6):
    n = 45
    x = rng.normal(size=(n, 8)) * rng.uniform(0.1, 50, 8)
    y = x @ (rng.normal(size=8) * (rng.random(8) < 0.4)) / 20 + rng.normal(size=n)
    outer, inner = rng.permutation(np.arange(n) % 5), rng.permutation(np.arange(n) % 4)
    errors, chosen = nested_cv(x, y, outer, inner, penalties)
    expected, picks = slow_nested(x, y, outer, inner, penalties)
    assert list(chosen) == picks, f"trial {trial}: expected penalties {picks}, got {list(chosen)}"
    assert np.allclose(errors, expected), (
        f"trial {trial}: expected errors {expected.round(4)}, got {np.round(errors, 4)}"
    )
passed("six random sets agree with a slow version: penalties and errors")

changed = y.copy()
changed[outer == 2] += rng.normal(0, 100, np.sum(outer == 2))
again = nested_cv(x, changed, outer, inner, penalties)[1]
assert again[2] == chosen[2], (
    "labels of an outer fold changed the penalty that is chosen for it: they leak into the tuning"
)
moved = x.copy()
moved[outer == 2] *= 1000
again = nested_cv(moved, y, outer, inner, penalties)[1]
assert again[2] == chosen[2], "features of an outer fold changed its penalty: is the scaling fitted on all rows?"
passed("neither labels nor features of an outer fold touch its tuning")

groups = np.repeat(np.arange(9), 5)
errors, chosen = nested_cv(x, y, groups % 3, groups, penalties)
expected, picks = slow_nested(x, y, groups % 3, groups, penalties)
assert np.allclose(errors, expected), f"grouped folds: expected errors {expected.round(4)}, got {np.round(errors, 4)}"
assert list(chosen) == picks, f"grouped folds: expected penalties {picks}, got {list(chosen)}"
passed("inner labels that are missing in a training part")
constant = np.zeros((12, 2))
tied = nested_cv(constant, rng.normal(size=12), np.arange(12) % 3, np.arange(12) // 3 % 2, [1.0, 100.0, 10.0])[1]
assert list(tied) == [100.0] * 3, f"equal scores: expected the largest penalty, 100, in each fold, got {list(tied)}"
passed("of equal scores the largest penalty")
print(f"All {COUNT} checks passed.")
