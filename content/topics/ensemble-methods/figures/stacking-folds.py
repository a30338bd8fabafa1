"""Which rows fit and which are predicted in stacking: five folds, one column of out-of-fold predictions."""

from plot import Figure

FOLDS, ROWS = 5, 100
SIZE = ROWS // FOLDS
figure = Figure(
    "How stacking gets its training column",
    "Five fits of one member, one above the other. Each leaves out another fifth of the rows and predicts just that "
    "fifth. Put side by side, the five predicted pieces cover every row once and are the column on which the "
    "meta-learner is trained. A sixth fit, on all rows, is the one that predicts new rows.",
    x=(0, ROWS),
    y=(0.3, 8.4),
    height=300,
    grid=False,
    x_label="rows",
    x_ticks=[0, 20, 40, 60, 80, 100],
    y_ticks={**{8 - fit: f"fit {fit}" for fit in range(1, FOLDS + 1)}, 2: "column", 1: "last fit"},
)
for fit in range(FOLDS):
    row = 7 - fit
    for fold in range(FOLDS):
        predicted = fold == fit
        middle = (fold + 0.5) * SIZE
        figure.bars([middle], [row + 0.3], series=2 if predicted else 1, width=SIZE - 1, base=row - 0.3)
    figure.bars([(fit + 0.5) * SIZE], [2.3], series=2, width=SIZE - 0.4, base=1.7)
figure.bars([ROWS / 2], [1.3], series=1, width=ROWS - 1, base=0.7)
figure.text(22, 7.65, "the member is fitted on these rows", 1)
figure.text(0.5, 7.65, "predicted", 2)
print(figure.svg())
