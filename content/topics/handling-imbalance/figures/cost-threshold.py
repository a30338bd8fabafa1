"""Expected cost against the threshold, for a calibrated score and for one trained with weight 20 on the positives."""

import math

import numpy as np
from plot import Figure

PI, SHIFT, COST_FP, COST_FN, W = 0.01, 2.0, 1.0, 49.0, 20.0


def tail(z):
    """P(Z > z) of a standard normal variable."""
    return 0.5 * math.erfc(z / math.sqrt(2))


def cost(p):
    """Cost of 1,000 cases when those with probability above p are flagged: one feature, N(0, 1) against N(2, 1)."""
    x = (math.log(p / (1 - p)) - math.log(PI / (1 - PI))) / SHIFT + SHIFT / 2
    return 1000 * ((1 - PI) * COST_FP * tail(x) + PI * COST_FN * (1 - tail(x - SHIFT)))


best = COST_FP / (COST_FP + COST_FN)
moved = W * best / (W * best + 1 - best)
cuts = np.exp(np.linspace(math.log(0.001), math.log(0.97), 160))
plain = [cost(t) for t in cuts]
weighted = [cost(t / (t + W * (1 - t))) for t in cuts]
figure = Figure(
    "Expected cost against the threshold, calibrated and weighted score",
    f"Cost of 1,000 cases at 1 percent positives, a miss 49 times as costly as a false alarm. The calibrated score is "
    f"cheapest, {cost(best):.0f}, at the threshold {best:.2f}. The score trained with weight 20 has the same lowest "
    f"cost, at {moved:.2f}; cut at {best:.2f} it costs {cost(best / (best + W * (1 - best))):.0f}. The calibrated "
    f"score cut at one half costs {cost(0.5):.0f}.",
    x=(0.001, 1),
    y=(0, 1080),
    x_log=True,
    x_label="threshold on the score",
    y_label="cost per 1,000 cases",
    x_ticks={0.001: "0.001", 0.01: "0.01", 0.1: "0.1", 1: "1"},
    height=270,
)
figure.vertical(best, f"t* = {best:.2f}", anchor="end")
figure.vertical(moved, f"{moved:.2f}", anchor="start")
figure.line(cuts, plain, series=1, width=2.5)
figure.line(cuts, weighted, series=2, dashed=True)
figure.text(0.0011, 255, "calibrated", 1)
figure.text(0.026, 680, "weight 20", 2)
figure.points([best, moved], [cost(best), cost(best)], series=3, size=4)
figure.text(0.076, 110, "same lowest cost", 3, anchor="middle")
print(figure.svg())
