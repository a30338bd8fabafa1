"""A categorical feature without any signal, target-encoded in three ways, beside one real feature."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import KFold

rng = np.random.default_rng(0)
N, IDS = 4000, 1000  # four rows per level on average


def draw():
    x = rng.normal(size=N)
    y = (rng.random(N) < 1 / (1 + np.exp(1.5 - x))).astype(float)
    return x, rng.integers(0, IDS, N), y  # the level has nothing to do with x or y


def encode(levels, fit_levels, fit_y, m):
    counts, sums = np.bincount(fit_levels, minlength=IDS), np.bincount(fit_levels, fit_y, minlength=IDS)
    means = (sums + m * fit_y.mean()) / np.maximum(counts + m, 1e-9)
    return means[levels]


(x, c, y), (x_new, c_new, y_new) = draw(), draw()
fold = np.empty(N)
for rest, part in KFold(5, shuffle=True, random_state=0).split(x):
    fold[part] = encode(c[part], c[rest], y[rest], 20)
ways = {
    "in sample, m = 0 ": (encode(c, c, y, 0), encode(c_new, c, y, 0)),
    "in sample, m = 20": (encode(c, c, y, 20), encode(c_new, c, y, 20)),
    "5-fold,    m = 20": (fold, encode(c_new, c, y, 20)),
}
plain = LogisticRegression().fit(x[:, None], y)
print(f"without the level    test AUC {roc_auc_score(y_new, plain.decision_function(x_new[:, None])):.3f}")
for name, (train, new) in ways.items():
    scale = np.std(train)
    train, new = np.c_[x, train / scale], np.c_[x_new, new / scale]
    model = LogisticRegression().fit(train, y)
    aucs = [roc_auc_score(t, model.decision_function(f)) for f, t in ((train, y), (new, y_new))]
    print(f"{name}  train AUC {aucs[0]:.3f}  test AUC {aucs[1]:.3f}  weight {model.coef_[0, 1]:+.2f}")
