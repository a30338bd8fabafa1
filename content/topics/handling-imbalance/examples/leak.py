"""SMOTE before and inside cross-validation, on features that carry no information at all."""

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors

rng = np.random.default_rng(0)
x = rng.normal(size=(2000, 10))
y = (np.arange(2000) < 40).astype(int)  # 2% positives, independent of x


def smote(x, y, k=5):
    """Blends of positives with one of their k nearest positives, until the classes balance."""
    rare = x[y == 1]
    near = NearestNeighbors(n_neighbors=k + 1).fit(rare).kneighbors(rare, return_distance=False)[:, 1:]
    count = np.sum(y == 0) - len(rare)
    first = rng.integers(len(rare), size=count)
    second = near[first, rng.integers(k, size=count)]
    u = rng.random((count, 1))
    new = rare[first] + u * (rare[second] - rare[first])
    return np.vstack([x, new]), np.append(y, np.ones(count, int))


def validate(x, y, resample):
    scores = np.zeros(len(y))
    for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(x, y):
        rows = resample(x[train], y[train])
        scores[test] = KNeighborsClassifier(15).fit(*rows).predict_proba(x[test])[:, 1]
    return roc_auc_score(y, scores), average_precision_score(y, scores)


print("                   AUC-ROC  average precision  positives in validation")
balanced = smote(x, y)
for name, data, resample in (("SMOTE, then split", balanced, lambda *d: d), ("split, then SMOTE", (x, y), smote)):
    auc, precision = validate(*data, resample)
    print(f"{name}    {auc:.3f}              {precision:.3f}                    {data[1].mean():.2f}")
