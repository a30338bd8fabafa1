"""Mean and spread of k-fold estimates for least squares, over many data sets, beside the error they aim at."""

import numpy as np
from plot import Figure

N, P, SETS = 60, 20, 3000
FOLDS = [2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60]
rng = np.random.default_rng(0)


def expected_error(n):
    """Exact for independent standard Gaussian features and noise of variance 1."""
    return 1 + P / (n - P - 1)


scores = {k: [] for k in FOLDS}
for _ in range(SETS):
    x = rng.normal(size=(N, P))
    noise = rng.normal(size=N)  # the weights cancel: residuals depend on the noise alone
    hat = x @ np.linalg.solve(x.T @ x, x.T)
    residual = noise - hat @ noise
    for k in FOLDS:
        rows = np.arange(N).reshape(k, N // k)
        blocks = np.eye(N // k) - hat[rows[:, :, None], rows[:, None, :]]
        left_out = np.linalg.solve(blocks, residual[rows][:, :, None])
        scores[k].append(float(np.mean(left_out**2)))
mean = {k: float(np.mean(scores[k])) for k in FOLDS}
sd = {k: float(np.std(scores[k])) for k in FOLDS}
figure = Figure(
    "What k-fold estimates, against k",
    f"Least squares with 20 features on 60 rows, 3,000 data sets. The mean estimate falls from {mean[2]:.2f} at k = 2 "
    f"to {mean[5]:.2f} at k = 5, {mean[10]:.2f} at k = 10 and {mean[60]:.2f} at k = 60; the true expected error is "
    f"{expected_error(N):.2f}. The band of one standard deviation is {sd[5]:.2f} wide to either side at k = 5 and "
    f"{sd[60]:.2f} at k = 60: here leave-one-out has the smallest variance too.",
    x=(2, 60),
    y=(0, 4.5),
    x_log=True,
    x_ticks={2: "2", 3: "3", 5: "5", 10: "10", 20: "20", 60: "60"},
    x_label="folds k",
    y_label="squared error",
)
lows, highs = ([mean[k] + side * sd[k] for k in FOLDS] for side in (-1, 1))
figure.band(FOLDS, lows, highs, series=1)
figure.line(FOLDS, list(mean.values()), series=1, label="mean estimate ± 1 SD", label_at=(5.5, 2.6))
figure.points(FOLDS, [expected_error(N - N // k) for k in FOLDS], series=2, marker="cross", size=4)
figure.text(3.1, 3.4, "× theory: error at n(k − 1)/k rows", 2)
figure.horizontal(expected_error(N))
figure.text(60, 0.55, "dashed: true error at n = 60", anchor="end")
print(figure.svg())
