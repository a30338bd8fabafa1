"""What each penalty makes of a least-squares estimate z, one weight at a time, under an orthonormal design."""

from plot import Figure

LAM = 1.0
zs = [i / 50 for i in range(-150, 151)]


def soft(z, lam):
    """Minimizer over w of (w - z)**2 / 2 + lam * |w|."""
    return max(abs(z) - lam, 0.0) * (1 if z > 0 else -1)


ridge = [z / (1 + LAM) for z in zs]
lasso = [soft(z, LAM) for z in zs]
net = [soft(z, LAM / 2) / (1 + LAM / 2) for z in zs]
figure = Figure(
    "Estimate after shrinkage against the least-squares estimate",
    "Horizontal: the least-squares estimate z from -3 to 3. Ridge with penalty 1 is a straight line of slope one half "
    "and is zero only at z = 0. The lasso with penalty 1 is flat at zero from -1 to 1 and then runs parallel to the "
    "diagonal, one unit off. The elastic net with both penalties at one half is flat from -0.5 to 0.5 and then rises "
    "with slope two thirds.",
    x=(-3, 3),
    y=(-3, 3),
    x_label="least-squares estimate z",
    y_label="estimate with penalty",
    height=300,
)
figure.line(zs, zs, series=4, dashed=True, width=1)
figure.line(zs, ridge, series=2, dashed=True)
figure.line(zs, net, series=3, width=1.5)
figure.line(zs, lasso, series=1, width=2.5)
figure.text(1.35, 2.3, "no penalty", 4, anchor="end")
figure.text(-2.9, -0.85, "ridge", 2)
figure.text(-1.9, -2.3, "elastic net", 3)
figure.text(-0.75, 0.4, "lasso: zero up to λ", 1, anchor="middle")
figure.arrow((-1.35, -2.1), (-1.75, -0.95), 3)
print(figure.svg())
