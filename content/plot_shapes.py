"""What ``plot`` draws with: numbers and ticks as they are written, axes, and single shapes as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape

Pair = tuple[float, float]
Ticks = Sequence[float] | Mapping[float, str]

TEXT = 13  # font size
LETTER = 6.6  # how wide a letter of that size is on average; there is no measuring without a browser
LINE = 15  # from one line of text to the next
DASHES = 'stroke-dasharray="6 4"'
MARKERS = ("circle", "square", "triangle", "cross")


def format_number(value: float) -> str:
    """A coordinate: one decimal at most, so that every machine prints the same."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def tick_name(value: float) -> str:
    """A tick as it is read: 0.25, 10, 2,000, −1."""
    return f"{value:,.6g}".replace("-", "−")


def nice_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """About ``count`` round numbers from low to high."""
    rough = (high - low) / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(index * step, 12) for index in range(first, math.floor(high / step + 1e-9) + 1)]


def log_ticks(low: float, high: float) -> list[float]:
    """The powers of ten from low to high."""
    return [10.0**power for power in range(math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9) + 1)]


class Axis:
    """From data to units of the picture, along one direction."""

    def __init__(self, ends: Pair, log: bool, ticks: Ticks | None) -> None:
        self.low, self.high, self.log = float(ends[0]), float(ends[1]), log
        if not self.low < self.high or (log and self.low <= 0):
            raise ValueError(f"an axis runs upwards, and a logarithmic one above 0: {ends}")
        chosen = ticks if ticks is not None else log_ticks(*ends) if log else nice_ticks(*ends)
        self.ticks = dict(chosen) if isinstance(chosen, Mapping) else {value: tick_name(value) for value in chosen}

    def share(self, value: float) -> float:
        """How far along a value lies: 0 at the low end, 1 at the high one."""
        if self.log:
            return math.log(max(value, 1e-300) / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def paired_points(xs: Iterable[float], ys: Iterable[float]) -> list[Pair]:
    return [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]


def path_data(points: Sequence[Pair]) -> str:
    return "M" + "L".join(f"{format_number(x)} {format_number(y)}" for x, y in points)


def text_at(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    class_name = f' class="{kind}"' if kind else ""
    aligned = f' text-anchor="{anchor}"' if anchor != "start" else ""
    place = f'x="{format_number(x)}" y="{format_number(y)}"'
    return f'<text{class_name} {place} fill="currentColor"{aligned}>{escape(words, quote=False)}</text>'


def marker_at(marker: str, x: float, y: float, size: float) -> str:
    if marker == "circle":
        return (
            f'<circle cx="{format_number(x)}" cy="{format_number(y)}" r="{format_number(size)}" fill="currentColor"/>'
        )
    if marker == "square":
        corner = f'x="{format_number(x - size)}" y="{format_number(y - size)}"'
        return (
            f'<rect {corner} width="{format_number(2 * size)}" height="{format_number(2 * size)}" fill="currentColor"/>'
        )
    if marker == "triangle":
        corners = [(x - size, y + size), (x, y - size), (x + size, y + size)]
        return f'<path d="{path_data(corners)}Z" fill="currentColor"/>'
    strokes = path_data([(x - size, y - size), (x + size, y + size)]) + path_data(
        [(x - size, y + size), (x + size, y - size)]
    )
    return f'<path d="{strokes}" fill="none" stroke="currentColor" stroke-width="1.5"/>'


def clip_segment(start: Pair, end: Pair, *, x: Pair, y: Pair) -> tuple[Pair, Pair] | None:
    """The part of a segment inside a box (Liang and Barsky's way), or nothing."""
    across, down = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    sides = ((-across, start[0] - x[0]), (across, x[1] - start[0]))
    for step, room in (*sides, (-down, start[1] - y[0]), (down, y[1] - start[1])):
        if step == 0 and room < -1e-9:
            return None
        if step < 0:
            first = max(first, room / step)
        elif step > 0:
            last = min(last, room / step)
    if first > last:
        return None
    entry = (start[0] + first * across, start[1] + first * down)
    leave = (start[0] + last * across, start[1] + last * down)
    return (entry if first > 0 else start), (leave if last < 1 else end)
