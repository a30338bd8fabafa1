"""Draws the lessons' figures: a few lines of data in, SVG out that follows the reader's color scheme.

    from plot import Figure

    figure = Figure(
        "Test error against model size",  # what a screen reader calls the picture
        "The error falls, rises to a peak where the data are just interpolated, and falls again.",
        x=(1, 100), y=(0, 4), x_label="parameters p", y_label="error", x_log=True,
    )
    figure.band(xs, lows, highs, series=1)
    figure.line(xs, errors, series=1, label="test error")
    figure.line(xs, training, series=2, label="training error", dashed=True)
    figure.vertical(40, "p = N")
    figure.text(60, 1.2, "second descent")
    print(figure.svg())

Everything is drawn in ``currentColor``; the classes ``series-1`` to ``series-4``, ``axis``, ``grid`` and ``muted``
choose the color, in the app's style sheet. Series are named where they are drawn, so that nobody has to match colors
with a legend: ``label`` stands at the last point, or where ``label_at=(x, y)`` says. The picture is 400 units wide with
text of 13 units, which a phone shows at 11 pixels; what does not fit side by side goes below: ``figure.panel(…)``.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from plot_shapes import (
    DASHES,
    LETTER,
    LINE,
    MARKERS,
    TEXT,
    Axis,
    Pair,
    Ticks,
    clip_segment,
    format_number,
    marker_at,
    paired_points,
    path_data,
    text_at,
)


class Panel:
    """One system of axes and what is drawn in it."""

    def __init__(
        self,
        *,
        x: Pair,
        y: Pair,
        x_label: str = "",
        y_label: str = "",
        heading: str = "",
        x_log: bool = False,
        y_log: bool = False,
        x_ticks: Ticks | None = None,
        y_ticks: Ticks | None = None,
        height: float = 250,
        grid: bool = True,
    ) -> None:
        self.x, self.y = Axis(x, x_log, x_ticks), Axis(y, y_log, y_ticks)
        self.x_label, self.y_label, self.heading, self.grid = x_label, y_label, heading, grid
        self.height = height
        self.marks: list[str] = []
        self.end_labels: list[tuple[float, float, str, int]] = []
        self.left = 16.0 + LETTER * max((len(name) for name in self.y.ticks.values()), default=0)
        self.right, self.top = 388.0, 8.0
        self.bottom = height - 8.0
        self.top += LINE * bool(heading) + LINE * bool(y_label)
        self.bottom -= LINE * bool(self.x.ticks) + LINE * bool(x_label) + 2
        self.drawn: list[tuple[str, tuple[object, ...], dict[str, object]]] = []

    # What can be drawn

    def line(
        self,
        xs: Iterable[float],
        ys: Iterable[float],
        series: int = 1,
        *,
        label: str = "",
        label_at: Pair | None = None,
        dashed: bool = False,
        width: float = 2,
    ) -> None:
        """A line through the points, muted for series 0; what lies outside the axes is cut off."""
        points = paired_points(xs, ys)
        self._later("_line", points, series, dashed=dashed, width=width)
        self._label(points, series, label, label_at)

    def band(self, xs: Iterable[float], lows: Iterable[float], highs: Iterable[float], series: int = 1) -> None:
        """A filled area between two lines."""
        along = list(xs)
        self._later("_area", [*paired_points(along, highs), *reversed(paired_points(along, lows))], series)

    def points(
        self,
        xs: Iterable[float],
        ys: Iterable[float],
        series: int = 1,
        *,
        label: str = "",
        label_at: Pair | None = None,
        marker: str = "circle",
        size: float = 3,
    ) -> None:
        """Marks: circle, square, triangle or cross. Give each series its own, for readers who cannot tell colors."""
        if marker not in MARKERS:
            raise ValueError(f"a marker is one of {', '.join(MARKERS)}")
        points = paired_points(xs, ys)
        self._later("_marks", points, series, marker=marker, size=size)
        self._label(points, series, label, label_at)

    def bars(
        self,
        xs: Iterable[float],
        heights: Iterable[float],
        series: int = 1,
        *,
        width: float = 0.8,
        base: float = 0.0,
        names: Sequence[str] = (),
    ) -> None:
        """Upright bars, ``width`` in units of x, each with its name (its value, say) above."""
        self._later("_bars", paired_points(xs, heights), series, width=width, base=base, names=tuple(names))

    def text(self, x: float, y: float, words: str, series: int = 0, *, anchor: str = "start") -> None:
        """Words at a place, in the color of a series or (0) of the text; ``anchor`` is start, middle or end."""
        self._later("_text", x, y, words, series, anchor=anchor)

    def arrow(self, start: Pair, end: Pair, series: int = 0) -> None:
        """An arrow from one place to another."""
        self._later("_arrow", start, end, series)

    def vertical(self, x: float, words: str = "", *, anchor: str = "start") -> None:
        """A dashed rule across the panel at ``x``, with words at its top."""
        self._later("_rule", [(x, self.y.low), (x, self.y.high)], words, anchor)

    def horizontal(self, y: float, words: str = "", *, anchor: str = "end") -> None:
        """A dashed rule across the panel at ``y``, with words above it: at its end, or its start."""
        self._later("_rule", [(self.x.low, y), (self.x.high, y)], words, anchor)

    # How it is drawn: only once all is known, for labels take room on the right

    def _later(self, method: str, *values: object, **named: object) -> None:
        self.drawn.append((method, values, named))

    def _label(self, points: Sequence[Pair], series: int, label: str, at: Pair | None) -> None:
        if label and at is not None:
            self.text(*at, label, series)
        elif label:
            self.end_labels.append((*points[-1], label, series))
            self.right = min(self.right, 388.0 - LETTER * len(label))

    def _place(self, point: Pair) -> Pair:
        """Units of the picture of a point of the data."""
        across, up = self.x.share(point[0]), self.y.share(point[1])
        return self.left + across * (self.right - self.left), self.bottom - up * (self.bottom - self.top)

    def _line(self, points: Sequence[Pair], series: int, *, dashed: bool, width: float) -> str:
        shape = f'fill="none" stroke="currentColor" stroke-width="{format_number(width)}" stroke-linejoin="round"'
        dashes = f" {DASHES}" if dashed else ""
        parts = self._inside([self._place(point) for point in points])
        kind = f"series-{series}" if series else "muted"
        return "\n".join(f'<path class="{kind}" {shape}{dashes} d="{path_data(part)}"/>' for part in parts)

    def _inside(self, points: Sequence[Pair]) -> list[list[Pair]]:
        """The parts of a line that lie inside the axes."""
        parts: list[list[Pair]] = []
        for start, end in pairwise(points):
            if (part := clip_segment(start, end, x=(self.left, self.right), y=(self.top, self.bottom))) is None:
                continue
            if parts and parts[-1][-1] == part[0]:
                parts[-1].append(part[1])
            else:
                parts.append(list(part))
        return parts

    def _area(self, points: Sequence[Pair], series: int) -> str:
        placed = [self._place(point) for point in points]
        kept = [(x, min(max(y, self.top), self.bottom)) for x, y in placed]
        return f'<path class="series-{series}" fill="currentColor" fill-opacity="0.18" d="{path_data(kept)}Z"/>'

    def _marks(self, points: Sequence[Pair], series: int, *, marker: str, size: float) -> str:
        shapes = "\n".join(marker_at(marker, *self._place(point), size) for point in points)
        return f'<g class="series-{series}">\n{shapes}\n</g>'

    def _bars(self, points: Sequence[Pair], series: int, *, width: float, base: float, names: Sequence[str]) -> str:
        shapes = []
        for index, (x, height) in enumerate(points):
            (left, end), (right, start) = self._place((x - width / 2, height)), self._place((x + width / 2, base))
            size = f'width="{format_number(right - left)}" height="{format_number(abs(start - end))}"'
            shapes.append(f'<rect x="{format_number(left)}" y="{format_number(min(start, end))}" {size}/>')
            if names:
                shapes.append(text_at((left + right) / 2, min(start, end) - 4, names[index], anchor="middle"))
        return f'<g class="series-{series}" fill="currentColor">\n' + "\n".join(shapes) + "\n</g>"

    def _text(self, x: float, y: float, words: str, series: int, *, anchor: str) -> str:
        return text_at(*self._place((x, y)), words, f"series-{series}" if series else "", anchor)

    def _arrow(self, start: Pair, end: Pair, series: int) -> str:
        (x0, y0), (x1, y1) = self._place(start), self._place(end)
        angle = math.atan2(y1 - y0, x1 - x0)
        wings = [(x1 - 8 * math.cos(angle + turn), y1 - 8 * math.sin(angle + turn)) for turn in (0.4, -0.4)]
        path = path_data([(x0, y0), (x1, y1)]) + path_data([wings[0], (x1, y1), wings[1]])
        kind = f"series-{series}" if series else "axis"
        return f'<path class="{kind}" fill="none" stroke="currentColor" stroke-width="1.5" d="{path}"/>'

    def _rule(self, ends: Sequence[Pair], words: str, anchor: str) -> str:
        (x0, y0), (x1, y1) = map(self._place, ends)
        rule = f'<path class="muted" fill="none" stroke="currentColor" {DASHES} d="{path_data([(x0, y0), (x1, y1)])}"/>'
        if not words:
            return rule
        at_end = anchor == "end"
        x, y = (x0 + (-5 if at_end else 5), y1 + 11) if x0 == x1 else (x1 - 2 if at_end else x0 + 4, y0 - 5)
        return f"{rule}\n{text_at(x, y, words, 'muted', anchor)}"

    def _frame(self) -> str:
        """Grid, axis, ticks and their names."""
        out = []
        for value, name in self.x.ticks.items():
            x = self._place((value, self.y.low))[0]
            out.append(text_at(x, self.bottom + LINE + 1, name, "axis", "middle"))
        for value, name in self.y.ticks.items():
            y = self._place((self.x.low, value))[1]
            if self.grid:
                ends = path_data([(self.left, y), (self.right, y)])
                out.append(f'<path class="grid" fill="none" stroke="currentColor" d="{ends}"/>')
            out.append(text_at(self.left - 6, y + 4.5, name, "axis", "end"))
        corner = path_data([(self.left, self.top), (self.left, self.bottom), (self.right, self.bottom)])
        out.append(f'<path class="axis" fill="none" stroke="currentColor" d="{corner}"/>')
        return "\n".join(out)

    def _names(self) -> str:
        """The heading and what the axes measure; the y axis is named above it, so that nobody tilts their head."""
        out = []
        if self.heading:
            out.append(f'<g font-weight="600">{text_at(0, TEXT, self.heading)}</g>')
        if self.y_label:
            out.append(text_at(0, self.top - 8, self.y_label, "axis"))
        if self.x_label:
            middle = (self.left + self.right) / 2
            out.append(
                text_at(middle, self.bottom + LINE * (1 + bool(self.x.ticks)) + 2, self.x_label, "axis", "middle")
            )
        return "\n".join(out)

    def _ends(self) -> str:
        """The series' names at their last points, moved apart where they would overlap."""
        placed = sorted((self._place((x, y)), label, series) for x, y, label, series in self.end_labels)
        placed.sort(key=lambda placement: placement[0][1])
        lowest, out = self.top, []
        for (x, y), label, series in placed:
            lowest = max(lowest + LINE, min(max(y, self.top), self.bottom) + 4.5)
            out.append(text_at(x + 5, lowest, label, f"series-{series}"))
        return "\n".join(out)

    def drawing(self, top: float) -> str:
        """The panel's part of the picture, ``top`` units down."""
        shapes = [str(getattr(self, method)(*values, **named)) for method, values, named in self.drawn]
        parts = [part for part in (self._frame(), *shapes, self._names(), self._ends()) if part]
        body = "\n".join(parts)
        return f'<g transform="translate(0 {format_number(top)})">\n{body}\n</g>' if top else body


class Figure(Panel):
    """A picture: its first panel, whose axes it is given, and others below."""

    def __init__(self, title: str, desc: str, **axes: Any) -> None:
        super().__init__(**axes)
        self.title, self.desc = title, desc
        self.below: list[Panel] = []

    def panel(self, **axes: Any) -> Panel:
        """A further panel below, with axes of its own."""
        self.below.append(Panel(**axes))
        return self.below[-1]

    def svg(self) -> str:
        """The picture."""
        name = f"{re.sub(r'[^a-z0-9]+', '-', self.title.lower()).strip('-')[:40]}-{zlib.crc32(self.desc.encode()):08x}"
        top, drawings = 0.0, []
        for panel in (self, *self.below):
            drawings.append(panel.drawing(top))
            top += panel.height
        body = "\n".join(drawings)
        head = f'viewBox="0 0 400 {format_number(top)}" role="img" aria-labelledby="{name}-title {name}-desc"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {head} font-size="{TEXT}">\n'
            f'<title id="{name}-title">{escape(self.title, quote=False)}</title>\n'
            f'<desc id="{name}-desc">{escape(self.desc, quote=False)}</desc>\n{body}\n</svg>'
        )
