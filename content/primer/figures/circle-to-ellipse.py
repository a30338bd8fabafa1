"""The unit circle and its image under a matrix, with the singular directions; equal units on both axes."""

import numpy as np
from plot import Figure

A = np.array([[3.0, 0.0], [4.0, 5.0]])
u, d, vt = np.linalg.svd(A)
u, vt = u * np.sign(vt[:, 0]), vt * np.sign(vt[:, :1])  # signs are free: let both v point to the right

figure = Figure(
    "The unit circle and its image under a matrix",
    "The unit circle around the origin, and the ellipse to which the matrix with rows (3, 0) and (4, 5) sends it. The "
    f"long half-axis, from the origin steeply up to the right, has length {d[0]:.2f}, and the short one, down to the "
    f"right, {d[1]:.2f}. These are the singular values. The two directions on the circle that are sent to them are "
    "drawn too: they are at a right angle, as the half-axes are.",
    x=(-1, 1),
    y=(-7, 7),
    height=330,
    x_ticks=[-6, -3, 0, 3, 6],
    y_ticks=[-6, -3, 0, 3, 6],
    grid=False,
)
half = 7 * (figure.right - figure.left) / (figure.bottom - figure.top)
figure.x.low, figure.x.high = -half, half

angle = np.linspace(0, 2 * np.pi, 145)
circle = np.array([np.cos(angle), np.sin(angle)])
ellipse = A @ circle
figure.line(*circle, series=1)
figure.line(*ellipse, series=2)
for j in (0, 1):
    figure.arrow((0, 0), tuple(map(float, vt[j])), series=1)
    figure.arrow((0, 0), tuple(map(float, d[j] * u[:, j])), series=2)
figure.text(-1.5, -2.0, "circle", 1)
figure.text(3.1, 5.4, f"d₁ = {d[0]:.2f}", 2)
figure.text(2.4, -1.1, f"d₂ = {d[1]:.2f}", 2)
print(figure.svg())
