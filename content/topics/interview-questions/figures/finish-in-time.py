"""The chance of finishing 20 questions in 30 minutes against the mean length of an answer."""

from statistics import NormalDist

from plot import Figure

QUESTIONS, LIMIT, BETWEEN = 20, 1800, 20


def chance(mean, spread):
    """Independent answers, their total taken as normal; BETWEEN seconds a question go to hearing it and thinking."""
    return NormalDist(QUESTIONS * (mean + BETWEEN), spread * QUESTIONS**0.5).cdf(LIMIT)


lengths = [40 + step / 2 for step in range(101)]
figure = Figure(
    "The chance of finishing 20 answers in 30 minutes",
    "Two falling curves that cross at a mean answer of 70 seconds, where the chance is one half. With a spread of 20 "
    "seconds per answer it falls from 0.99 at 60 seconds to 0.01 at 80. With a spread of 40 it is 0.87 at 60 seconds.",
    x=(40, 90),
    y=(0, 1),
    x_label="mean seconds of speech per answer",
    y_label="chance of finishing",
)
figure.line(lengths, [chance(length, 20) for length in lengths], series=1, label="spread 20 s", label_at=(66, 0.92))
figure.line(
    lengths, [chance(length, 40) for length in lengths], series=2, label="spread 40 s", label_at=(74, 0.42), dashed=True
)
figure.vertical(60)
figure.text(59, 0.06, "planned: 60 s", anchor="end")
print(figure.svg())
