"""ROC curve of a Gaussian scorer, and its precision-recall curves at three prevalences, computed exactly."""

import math
from statistics import NormalDist

from plot import Figure

SHIFT = 2.5  # positives score N(2.5, 1), negatives N(0, 1)
normal = NormalDist()
thresholds = [6 - 0.05 * step for step in range(221)]
tpr = [1 - normal.cdf(t - SHIFT) for t in thresholds]
fpr = [1 - normal.cdf(t) for t in thresholds]
auc = normal.cdf(SHIFT / math.sqrt(2))


def precision(prevalence, t, f):
    return prevalence * t / (prevalence * t + (1 - prevalence) * f)


marked_fpr = 1 - normal.cdf(SHIFT - normal.inv_cdf(0.9))  # where the true-positive rate is 0.9
names = {0.5: "50%", 0.01: "1%", 0.001: "0.1%"}
marked = {p: precision(p, 0.9, marked_fpr) for p in names}
values = ", ".join(f"{marked[p]:.3f} at {name}" for p, name in names.items())
figure = Figure(
    "One ROC curve, three precision-recall curves",
    f"Upper panel: the ROC curve of a Gaussian scorer, with area {auc:.2f}, bends close to the upper left corner. "
    f"Lower panel: its precision against recall at prevalence 50%, 1% and 0.1%. At recall 0.9 precision is {values}.",
    heading=f"ROC: the same at every prevalence, AUC {auc:.2f}",
    x=(0, 1),
    y=(0, 1),
    x_label="false-positive rate",
    y_label="true-positive rate",
)
figure.line([0, 1], [0, 1], series=2, dashed=True)
figure.line(fpr, tpr, series=1, width=2.5)
figure.points([marked_fpr], [0.9], series=1, size=4)
figure.text(marked_fpr + 0.04, 0.84, f"TPR 0.90, FPR {marked_fpr:.2f}", 1)
figure.text(0.52, 0.42, "random scores", 2)
lower = figure.panel(
    heading="Precision and recall: one curve per prevalence",
    x=(0, 1),
    y=(0, 1),
    x_label="recall",
    y_label="precision",
)
for series, prevalence in enumerate(names, 1):
    curve = [precision(prevalence, t, f) for t, f in zip(tpr, fpr, strict=True)]
    lower.line(tpr, curve, series=series, dashed=series == 2, width=2.5 if series == 1 else 2)
    lower.points(
        [0.9], [marked[prevalence]], series=series, marker=("circle", "square", "triangle")[series - 1], size=4
    )
lower.vertical(0.9)
lower.text(0.55, 0.9, "π = 50%", 1)
lower.text(0.5, 0.5, "π = 1%", 2)
lower.text(0.24, 0.34, "π = 0.1%", 3)
print(figure.svg())
