"""Adam's step under a constant gradient without bias correction, in units of the learning rate."""

import math

from plot import Figure

steps = [10 ** (i / 40) for i in range(149)]


def size(t, beta2):
    """Step in units of the learning rate, for beta1 = 0.9."""
    return (1 - 0.9**t) / math.sqrt(1 - beta2**t)


peak = max(range(1, 1000), key=lambda t: size(t, 0.999))
figure = Figure(
    "Adam's step without bias correction",
    "Constant gradient, logarithmic horizontal axis from step 1 to 5,000. With decays 0.9 and 0.999 the uncorrected "
    f"step is {size(1, 0.999):.2f} times the learning rate at first, {size(peak, 0.999):.2f} times at step {peak}, and "
    "close to 1 only after some thousand steps. With a second decay of 0.95 it begins at "
    f"{size(1, 0.95):.2f} and stays below 1.1. With the correction it is 1 throughout.",
    x=(1, 5000),
    y=(0, 7),
    x_log=True,
    x_label="step t",
    y_label="step in units of η",
)
figure.horizontal(1)
figure.line(steps, [size(t, 0.999) for t in steps], series=1, width=2.5)
figure.line(steps, [size(t, 0.95) for t in steps], series=2, dashed=True)
figure.points([1], [size(1, 0.999)], series=1, marker="square")
figure.text(1.25, 3.0, "3.16 at t = 1", 1)
figure.text(60, 5.2, "β₂ = 0.999", 1)
figure.text(200, 0.35, "corrected: 1")
figure.text(10, 1.75, "β₂ = 0.95", 2)
print(figure.svg())
