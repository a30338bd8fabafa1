"""One scorer, three prevalences: AUC by counting pairs stays, average precision and precision fall."""

import numpy as np
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score

rng = np.random.default_rng(0)
positives = rng.normal(2.5, 1, 200).round(1)  # rounded, so that there are ties
all_negatives = rng.normal(0, 1, 199_800).round(1)


def auc_by_pairs(pos, neg):
    """Share of pairs in which the positive scores higher; a tie counts half."""
    neg = np.sort(neg)
    below = np.searchsorted(neg, pos, side="left")
    not_above = np.searchsorted(neg, pos, side="right")
    return (below + not_above).mean() / 2 / len(neg)


print("prevalence  AUC pairs  AUC curve     AP  precision at recall 0.9")
for count in (200, 19_800, 199_800):
    negatives = all_negatives[:count]
    y = np.r_[np.ones(200), np.zeros(count)]
    s = np.r_[positives, negatives]
    precision, recall, _ = precision_recall_curve(y, s)
    at = precision[recall >= 0.9].max()
    pairs, curve = auc_by_pairs(positives, negatives), roc_auc_score(y, s)
    print(f"{y.mean():10.3f}     {pairs:.4f}     {curve:.4f}  {average_precision_score(y, s):.3f}  {at:.3f}")
