"""The variance of an average of B correlated learners, for three correlations."""

from plot import Figure

counts = [10 ** (i / 40) for i in range(121)]
figure = Figure(
    "Variance of an average against the number of learners",
    "Each learner has variance 1. With correlation 0 the variance of the average falls as 1/B to 0.001 at a thousand. "
    "With correlation 0.15 it levels off at 0.15, with correlation 0.4 at 0.4; with 30 learners most is gained.",
    x=(1, 1600),
    y=(0, 1),
    x_label="learners B",
    y_label="variance of the average",
    x_log=True,
)
for series, rho, dashed in ((1, 0.4, False), (2, 0.15, True), (3, 0.0, False)):
    figure.line(counts, [rho + (1 - rho) / b for b in counts], series=series, dashed=dashed)
figure.text(60, 0.44, "ρ = 0.4: floor 0.4", 1)
figure.text(60, 0.2, "ρ = 0.15: floor 0.15", 2)
figure.text(60, 0.05, "ρ = 0: no floor", 3)
print(figure.svg())
