"""Operations against the number of items, for four rates of growth, on logarithmic axes."""

import math

from plot import Figure

sizes = [10 ** (1 + 5 * step / 60) for step in range(61)]
figure = Figure(
    "Operations against the number of items",
    "Four lines on logarithmic axes, from 10 to a million items. At a million, log n is 20, n is a million, n log n is "
    "20 million and n squared is a trillion. A dashed rule marks a billion operations, about a second "
    "in compiled code: n squared crosses it near 32,000 items, and n log n stays below it throughout.",
    x=(10, 1e6),
    y=(1, 1e13),
    x_log=True,
    y_log=True,
    x_label="items n",
    y_label="operations",
    x_ticks={10: "10", 1e3: "1,000", 1e5: "10⁵"},
    y_ticks={1: "1", 1e3: "1,000", 1e6: "10⁶", 1e9: "10⁹", 1e12: "10¹²"},
)
figure.horizontal(1e9, "about a second", anchor="start")
for series, (name, growth) in enumerate(
    [
        ("n²", lambda n: n * n),
        ("n log n", lambda n: n * math.log2(n)),
        ("n", lambda n: n),
        ("log n", lambda n: math.log2(n)),
    ],
    start=1,
):
    figure.line(sizes, [growth(n) for n in sizes], series=series, label=name)
print(figure.svg())
