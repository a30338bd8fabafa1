"""Nested cross-validation: the outer folds, and the inner folds inside the training part of one of them."""

from plot import Figure

OUTER, INNER, ROWS = 5, 4, 100
SIZE = ROWS // OUTER
shared = {"x": (0, ROWS), "x_ticks": [0, 20, 40, 60, 80, 100], "grid": False}
figure = Figure(
    "Nested cross-validation",
    "Above, the outer loop: five splits of 100 rows, each testing on another fifth. Below, the inner loop of "
    "the second outer split: its 80 training rows are cut into four inner folds, each of which validates once the "
    "candidates that the other three have trained. The outer test part, rows 20 to 40, takes no part in it.",
    heading="Outer loop: scores the procedure",
    y=(0.3, 6.2),
    y_ticks={6 - split: f"split {split}" for split in range(1, OUTER + 1)},
    height=210,
    **shared,
)
for split in range(OUTER):
    for fold in range(OUTER):
        figure.bars(
            [(fold + 0.5) * SIZE],
            [5 - split + 0.3],
            series=2 if fold == split else 1,
            width=SIZE - 0.8,
            base=5 - split - 0.3,
        )
figure.text(0.5, 5.6, "test", 2)
figure.text(20.5, 5.6, "training", 1)
inner = figure.panel(
    heading="Inner loop of split 2: tunes",
    y=(0.3, 5.2),
    y_ticks={5 - fold: f"inner {fold}" for fold in range(1, INNER + 1)},
    x_label="rows",
    height=200,
    **shared,
)
places = [0, 40, 60, 80]  # where the inner folds start, around the outer test part
for round_ in range(INNER):
    for fold, start in enumerate(places):
        inner.bars(
            [start + SIZE / 2],
            [4 - round_ + 0.3],
            series=3 if fold == round_ else 1,
            width=SIZE - 0.8,
            base=4 - round_ - 0.3,
        )
inner.line([20.5, 39.5, 39.5, 20.5, 20.5], [0.6, 0.6, 4.4, 4.4, 0.6], series=2, dashed=True)
inner.text(0.5, 4.6, "validation", 3)
inner.text(40.5, 4.6, "training", 1)
inner.text(30, 2.4, "unused", 2, anchor="middle")
print(figure.svg())
