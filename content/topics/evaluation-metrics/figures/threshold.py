"""One scorer, nine thresholds: the point on the ROC curve, and precision and recall at each; moved by a slider."""

from collections.abc import Callable
from statistics import NormalDist

from plot import Figure, Panel

SHIFT, PREVALENCE = 1.5, 0.2  # positives score N(1.5, 1), negatives N(0, 1)
THRESHOLDS = [-1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3]
SHOWN = 1
normal = NormalDist()


def rates(t):
    """TPR, FPR and precision when all scores of at least t are flagged."""
    tpr, fpr = 1 - normal.cdf(t - SHIFT), 1 - normal.cdf(t)
    return tpr, fpr, PREVALENCE * tpr / (PREVALENCE * tpr + (1 - PREVALENCE) * fpr)


def layer(panel: Panel, draw: Callable[[Panel], None], top: float) -> str:
    """What ``draw`` adds to a panel, apart from what is drawn there already."""
    common, panel.drawn = panel.drawn, []
    draw(panel)
    shapes = [str(getattr(panel, method)(*values, **named)) for method, values, named in panel.drawn]
    panel.drawn = common
    return f'<g transform="translate(0 {top:.0f})">\n' + "\n".join(shapes) + "\n</g>"


first, last = rates(THRESHOLDS[0]), rates(THRESHOLDS[-1])
figure = Figure(
    "A threshold moves along the ROC curve, and trades recall for precision",
    f"Upper panel: the ROC curve of a Gaussian scorer with one point marked. Lower panel: recall falls and precision "
    f"rises with the threshold, at a prevalence of 20%. At threshold −1 recall is {first[0]:.2f} and precision "
    f"{first[2]:.2f}; at threshold 3 recall is {last[0]:.2f} and precision {last[2]:.2f}.",
    heading="The ROC curve and one threshold on it",
    x=(0, 1),
    y=(0, 1),
    x_label="false-positive rate",
    y_label="true-positive rate",
    height=240,
)
grid = [-3.5 + 0.1 * step for step in range(86)]
figure.line([0, 1], [0, 1], series=2, dashed=True)
figure.line([rates(t)[1] for t in grid], [rates(t)[0] for t in grid], series=1, width=2.5)
lower = figure.panel(
    heading="Precision and recall at that threshold",
    x=(-1.5, 3.5),
    y=(0, 1),
    x_label="threshold",
    y_label="share",
    height=240,
)
shown = [t for t in grid if -1.5 <= t <= 3.5]
lower.line(shown, [rates(t)[0] for t in shown], series=1, width=2.5)
lower.line(shown, [rates(t)[2] for t in shown], series=3, dashed=True)
lower.text(-1.3, 0.88, "recall (TPR)", 1)
lower.text(-1.3, 0.3, "precision", 3)

frames = []
for t in THRESHOLDS:
    tpr, fpr, precision = rates(t)

    def on_curve(panel, tpr=tpr, fpr=fpr, precision=precision):
        """The point on the ROC curve, and what it means."""
        panel.points([fpr], [tpr], series=1, size=5)
        panel.text(0.44, 0.24, f"recall (TPR) {tpr:.2f}, FPR {fpr:.3f}", 1)
        panel.text(0.44, 0.08, f"precision {precision:.2f}", 3)

    def at_threshold(panel, t=t, tpr=tpr, precision=precision):
        """Both shares, on a rule at the threshold."""
        panel.vertical(t)
        panel.points([t], [tpr], series=1, size=4.5)
        panel.points([t], [precision], series=3, marker="triangle", size=4.5)

    drawn = layer(figure, on_curve, 0) + "\n" + layer(lower, at_threshold, figure.height)
    kind = "frame is-shown" if t == SHOWN else "frame"
    frames.append(f'<g class="{kind}" data-value="{t:g}">\n{drawn}\n</g>')
svg = figure.svg().replace(' role="img"', ' role="img" data-slider="threshold"', 1)
print(svg.removesuffix("</svg>") + "\n".join(frames) + "\n</svg>")
