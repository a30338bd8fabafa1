"""Select features before, or inside, five-fold cross-validation; the labels are coin flips, so the truth is 50%."""

import numpy as np

N, P, KEEP, FOLDS, RUNS = 40, 2000, 50, 5, 100
rng = np.random.default_rng(0)
y = np.repeat([0, 1], N // 2)


def strongest(x, labels):
    """The columns with the largest absolute correlation with the labels."""
    x = x - x.mean(axis=0)
    r = x.T @ (labels - labels.mean()) / np.linalg.norm(x, axis=0)
    return np.argsort(-np.abs(r))[:KEEP]


def hits(x, train, test):
    """Correct predictions of the one-nearest-neighbor rule."""
    gaps = ((x[test][:, None] - x[train][None]) ** 2).sum(axis=2)
    return np.sum(y[train][gaps.argmin(axis=1)] == y[test])


before, inside = [], []
for _ in range(RUNS):
    x = rng.normal(size=(N, P))
    fold = np.tile(np.arange(FOLDS), N // FOLDS)  # four rows of each class in every fold
    chosen = strongest(x, y)
    wrong = right = 0
    for j in range(FOLDS):
        train, test = np.flatnonzero(fold != j), np.flatnonzero(fold == j)
        wrong += hits(x[:, chosen], train, test)
        right += hits(x[:, strongest(x[train], y[train])], train, test)
    before.append(wrong / N)
    inside.append(right / N)
print(f"selected on all rows:       mean {np.mean(before):.2f}  lowest {min(before):.2f}  highest {max(before):.2f}")
print(f"selected in training folds: mean {np.mean(inside):.2f}  lowest {min(inside):.2f}  highest {max(inside):.2f}")
