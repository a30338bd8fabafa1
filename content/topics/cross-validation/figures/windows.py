"""Expanding and sliding windows with a gap, and a grouped split in time, drawn from the rules that make them."""

from plot import Figure

DAYS, TEST, GAP, WINDOW = 120, 15, 10, 40
CUTS = [60, 75, 90, 105]  # the first day of each test period
shared = {"x": (0, DAYS), "y": (0.3, 5.2), "height": 185, "grid": False}
figure = Figure(
    "Forward validation with a gap",
    "Four splits of 120 days, one above the other. In each, training comes first, then a gap of 10 days, which is the "
    "horizon of the label, then a test period of 15 days. With the expanding window, training always starts at day 0; "
    "with the sliding window it covers only the 40 days before the gap.",
    heading="Expanding window",
    y_ticks={5 - split: f"split {split}" for split in range(1, 5)},
    x_ticks=[0, 30, 60, 90, 120],
    **shared,
)
below = figure.panel(
    heading="Sliding window",
    x_label="day",
    y_ticks={5 - split: f"split {split}" for split in range(1, 5)},
    x_ticks=[0, 30, 60, 90, 120],
    **shared,
)
for panel, sliding in ((figure, False), (below, True)):
    for split, cut in enumerate(CUTS, start=1):
        row, end = 5 - split, cut - GAP
        start = end - WINDOW if sliding else 0
        panel.bars([(start + end) / 2], [row + 0.3], series=1, width=end - start, base=row - 0.3)
        panel.line([end, cut], [row, row], series=3, dashed=True)
        panel.bars([cut + TEST / 2], [row + 0.3], series=2, width=TEST, base=row - 0.3)
for panel, left in ((figure, 1), (below, 11)):
    panel.text(left, 4.6, "training", 1)
    panel.text(49.5, 4.6, "gap", 3)
    panel.text(63, 4.6, "test", 2)
print(figure.svg())
