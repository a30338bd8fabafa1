"""Two posteriors of a coin after n tosses with seven heads in ten, from a weak and a strong prior; n is the slider."""

from math import lgamma

import numpy as np
from plot import Figure, Panel

AXES = {
    "x": (0, 1),
    "y": (0, 14),
    "x_label": "probability of heads θ",
    "y_label": "posterior density",
    "x_ticks": [0, 0.25, 0.5, 0.75, 1],
    "y_ticks": [0, 4, 8, 12],
}
SHOWN, TOSSES = 10, (0, 10, 20, 40, 80, 200)
theta = np.linspace(0.005, 0.995, 100)


def density(a, b):
    """Beta(a, b) at theta."""
    log = (a - 1) * np.log(theta) + (b - 1) * np.log(1 - theta)
    return np.exp(log + lgamma(a + b) - lgamma(a) - lgamma(b))


def frame(tosses):
    """What changes with the number of tosses, as a group."""
    heads = 7 * tosses // 10
    panel = Panel(**AXES)
    panel.line(theta, density(2 + heads, 2 + tosses - heads), series=1)
    panel.line(theta, density(20 + heads, 20 + tosses - heads), series=2, dashed=True)
    means = [(a + heads) / (2 * a + tosses) for a in (2, 20)]
    panel.text(0.02, 12.35, f"{tosses} tosses, {heads} heads")
    panel.text(0.02, 10.9, f"from Beta(2, 2): mean {means[0]:.2f}", 1)
    panel.text(0.02, 9.7, f"from Beta(20, 20): mean {means[1]:.2f}", 2)
    shapes = "\n".join(str(getattr(panel, method)(*values, **named)) for method, values, named in panel.drawn)
    shown = " is-shown" if tosses == SHOWN else ""
    return f'<g class="frame{shown}" data-value="{tosses}">\n{shapes}\n</g>'


figure = Figure(
    "Posterior of a coin's bias as tosses accumulate",
    "Two posterior densities for tosses of which seven in ten are heads, one from a Beta(2, 2) prior and one from "
    "Beta(20, 20). After 10 tosses their means are 0.64 and 0.54. After 200 tosses they are 0.70 and 0.67, and both "
    "densities are narrow.",
    **AXES,
)
frames = "\n".join(map(frame, TOSSES))
svg = figure.svg().replace('role="img"', 'role="img" data-slider="tosses"', 1)
print(svg.removesuffix("</svg>") + frames + "\n</svg>")
