"""Polynomials of p coefficients: fits to six training sets, and squared bias, variance and total; p is the slider."""

from collections.abc import Callable

import numpy as np
from plot import Figure, Panel

N, SIGMA2, SHOWN = 40, 0.5, 6
SLIDER = (1, 2, 3, 4, 6, 8, 11, 16)
x = np.linspace(-1, 1, N)
grid = np.linspace(-1, 1, 33)


def signal(t):
    return 2.5 * np.exp(-((t - 0.25) ** 2) / 0.18)


truth = signal(x)
labels = truth + np.random.default_rng(3).normal(0, SIGMA2**0.5, (6, N))  # six training sets on the same inputs
counts = list(range(1, 17))  # coefficients: the degree plus one
bias2, variance = [], []
for p in counts:
    q, _ = np.linalg.qr(np.polynomial.legendre.legvander(x, p - 1))
    bias2.append(float(np.mean((truth - q @ (q.T @ truth)) ** 2)))  # what the projection leaves of f
    variance.append(p * SIGMA2 / N)  # the trace of the hat matrix is p
total = [b + v + SIGMA2 for b, v in zip(bias2, variance, strict=True)]
best = counts[total.index(min(total))]


def layer(panel: Panel, draw: Callable[[Panel], None], top: float) -> str:
    """What ``draw`` adds to a panel, apart from what is drawn there already."""
    common, panel.drawn = panel.drawn, []
    draw(panel)
    shapes = [str(getattr(panel, method)(*values, **named)) for method, values, named in panel.drawn]
    panel.drawn = common
    return f'<g transform="translate(0 {top:.0f})">\n' + "\n".join(shapes) + "\n</g>"


def frame(p):
    """What changes with the number of coefficients."""
    basis, wide = (np.polynomial.legendre.legvander(t, p - 1) for t in (x, grid))
    fits = wide @ np.linalg.lstsq(basis, np.column_stack([*labels, truth]), rcond=None)[0]  # linear: Ef̂ fits the truth

    def cloud(panel):
        for fit in fits.T[:-1]:
            panel.line(grid, fit, series=3, width=0.8)
        panel.line(grid, fits[:, -1], series=2, width=2.5, dashed=True)

    def at_p(panel):
        panel.vertical(p)
        for series, values in ((1, total), (2, bias2), (3, variance)):
            panel.points([p], [values[p - 1]], series=series, size=4)
        panel.text(7, 1.27, f"p = {p}: bias² {bias2[p - 1]:.2f},")
        panel.text(7, 1.15, f"variance {variance[p - 1]:.2f}, total {total[p - 1]:.2f}")

    kind = "frame is-shown" if p == SHOWN else "frame"
    drawn = layer(figure, cloud, 0) + "\n" + layer(lower, at_p, figure.height)
    return f'<g class="{kind}" data-value="{p}">\n{drawn}\n</g>'


figure = Figure(
    "Fits to six training sets, and squared bias, variance and total error against complexity",
    "Least-squares polynomials on 40 fixed inputs with noise variance 0.5. Above, fits to six training sets scatter "
    "around their average, which comes closer to the truth with more coefficients while the scatter grows. Below, "
    "squared bias falls from 0.79 with one coefficient to nearly 0 with eight; variance rises on a straight line, from "
    f"0.01 to 0.2; their sum plus the noise is lowest, {min(total):.2f}, with {best} coefficients, and 0.70 with "
    "sixteen.",
    heading="Six fits, their average, and the truth",
    x=(-1, 1),
    y=(-1.5, 4),
    x_label="input x",
    y_label="prediction",
    x_ticks=[-1, -0.5, 0, 0.5, 1],
    height=230,
)
figure.line(grid, signal(grid), series=1, width=2.5)
figure.text(0.62, 2.1, "truth f", 1)
figure.text(-0.95, 3.4, "average fit (dashed)", 2)
figure.text(-0.95, 2.8, "single fits", 3)
lower = figure.panel(
    heading="What that costs, over all training sets",
    x=(1, 16),
    y=(0, 1.4),
    x_label="coefficients p",
    y_label="mean squared error",
    x_ticks=[1, 4, 6, 8, 12, 16],
    height=250,
)
lower.horizontal(SIGMA2, "noise σ²")
lower.line(counts, total, series=1, width=2.5)
lower.line(counts, bias2, series=2, dashed=True)
lower.line(counts, variance, series=3)
lower.text(10, 0.76, "total", 1)
lower.text(1.15, 0.36, "bias²", 2)
lower.text(9, 0.19, "variance pσ²/N", 3)
frames = "\n".join(map(frame, SLIDER))
svg = figure.svg().replace(' role="img"', ' role="img" data-slider="coefficients p"', 1)
print(svg.removesuffix("</svg>") + frames + "\n</svg>")
