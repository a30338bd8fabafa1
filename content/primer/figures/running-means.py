"""Running means of a few samples against the band of plus or minus 1.96 standard errors."""

import random

from plot import Figure

N, SAMPLES = 500, 6
chance = random.Random(7)  # noqa: S311 - no secret

figure = Figure(
    "Running means against the number of observations",
    "Six lines, each the mean of the first n independent observations with mean 0 and standard deviation 1, for n from "
    "2 to 500 on a logarithmic axis. They start far apart and settle toward 0, nearly always inside a band that "
    "narrows like one over the square root of n: plus or minus 0.62 at 10 observations and 0.09 at 500.",
    x=(2, N),
    y=(-1.5, 1.5),
    x_log=True,
    x_ticks=[2, 10, 100, 500],
    y_ticks=[-1, 0, 1],
    x_label="observations n",
    y_label="mean so far",
)
places = sorted({round(2 * (N / 2) ** (step / 60)) for step in range(61)})
figure.band(places, [-1.96 / n**0.5 for n in places], [1.96 / n**0.5 for n in places], series=1)
for sample in range(SAMPLES):
    total, means = 0.0, {}
    for n in range(1, N + 1):
        total += chance.gauss(0, 1)
        means[n] = total / n
    figure.line(places, [means[n] for n in places], series=2 + sample % 3, width=1.4)
figure.horizontal(0)
figure.text(60, 0.62, "±1.96/√n", 1)
print(figure.svg())
