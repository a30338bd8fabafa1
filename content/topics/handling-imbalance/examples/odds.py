"""Three ways to train at 1% positives: their scores before and after correction, and the cost of acting on them."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

rng = np.random.default_rng(0)
COST_FP, COST_FN = 1, 99
t = COST_FP / (COST_FP + COST_FN)  # 0.01


def draw(n):
    y = (rng.random(n) < 0.01).astype(int)
    return rng.normal(size=(n, 4)) + 0.9 * y[:, None], y


def cost(p):
    flag = p > t
    return 1000 * np.mean(COST_FP * (flag & (test_y == 0)) + COST_FN * (~flag & (test_y == 1)))


x, y = draw(100_000)
test_x, test_y = draw(200_000)
kept = (y == 1) | (rng.random(len(y)) < 0.05)  # all positives, 5% of the negatives
settings = {
    "plain": (x, y, None, 1),
    "weight 99": (x, y, {0: 1, 1: 99}, 99),
    "5% of negatives": (x[kept], y[kept], None, 20),
}
print(f"share of positives in the test set: {test_y.mean():.4f}")
print("training          rows    AUC   mean s  mean p  cost by s  cost by p")
for name, (rows, labels, weights, w) in settings.items():
    model = LogisticRegression(C=1e6, class_weight=weights).fit(rows, labels)
    s = model.predict_proba(test_x)[:, 1]
    p = s / (s + w * (1 - s))
    auc = roc_auc_score(test_y, s)
    means = f"{s.mean():.4f}  {p.mean():.4f}"
    print(f"{name:15s} {len(rows):6d}  {auc:.3f}  {means}      {cost(s):5.0f}      {cost(p):5.0f}")
