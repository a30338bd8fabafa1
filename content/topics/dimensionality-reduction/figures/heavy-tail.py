"""Where the two kernels put the same similarity: the Student kernel asks for far more room."""

import math

import numpy as np
from plot import Figure

r = np.linspace(0, 3, 121)
stretched = np.sqrt(np.exp(r**2 / 2) - 1)  # 1/(1+s^2) = exp(-r^2/2)
s = np.linspace(0, 5, 126)
figure = Figure(
    "Similarity against distance, Gaussian and Student kernels",
    f"Above, similarity against distance: the Gaussian kernel falls from 1 to {math.exp(-4.5):.2f} at distance 3, the "
    f"Student kernel only to {1 / 10:.1f}. Below, the distance at which the Student kernel has the similarity that the "
    f"Gaussian has: {stretched[40]:.2f} for 1, {stretched[80]:.1f} for 2, and {stretched[120]:.1f} for 3. Near points "
    "stay near, and moderate distances are stretched.",
    x=(0, 5),
    y=(0, 1.1),
    y_ticks=[0, 0.5, 1],
    x_label="distance",
    y_label="similarity before normalizing",
    height=220,
)
figure.line(s, np.exp(-(s**2) / 2), series=1)
figure.line(s, 1 / (1 + s**2), series=2, dashed=True)
figure.text(1.3, 0.55, "Gaussian, in the data", 1)
figure.text(2.6, 0.2, "Student, in the plot", 2)
below = figure.panel(
    x=(0, 3),
    y=(0, 11),
    y_ticks=[0, 5, 10],
    x_label="distance in the data",
    y_label="distance in the plot for equal similarity",
    height=220,
)
below.line(r, stretched, series=3, width=2.5)
below.line([0, 3], [0, 3], series=4, dashed=True)
below.text(1.25, 4.4, "equal similarity", 3)
below.text(2.2, 1.1, "equal distance", 4)
print(figure.svg())
