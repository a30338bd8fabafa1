"""Figures as geometry: what the templates draw as SVG. Coordinates are whole or to a tenth, y runs downwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from studyplan.practice.history.levels import LevelPoint


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis: its height and what it says."""

    y: float
    value: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A week's bar: the lower part, and the upper one on top of it; ``label`` stands below where there is room."""

    x: float
    middle: float
    lower_y: float
    lower_height: float
    upper_y: float
    upper_height: float
    label: date | None


@dataclass(frozen=True, slots=True)
class BarChart:
    """Stacked bars, one per week."""

    width: int
    height: int
    left: int
    bottom: int
    bar_width: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]

    @property
    def lower(self) -> str:
        """The lower parts of all bars as one path of SVG."""
        return self._path((bar.x, bar.lower_y, bar.lower_height) for bar in self.bars)

    @property
    def upper(self) -> str:
        return self._path((bar.x, bar.upper_y, bar.upper_height) for bar in self.bars)

    def _path(self, parts: Iterable[tuple[float, float, float]]) -> str:
        return "".join(f"M{x} {y}h{self.bar_width}v{height}H{x}z" for x, y, height in parts if height)


WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 340, 150, 34, 10, 12, 126
LABELS = 6
"""So many dates fit below one another without touching."""


def bar_chart(weeks: Sequence[tuple[date, int, int]], steps: Sequence[int]) -> BarChart:
    """Bars of (week, lower part, upper part); the axis ends at a multiple of one of ``steps``, ascending."""
    most = max((lower + upper for _week, lower, upper in weeks), default=0)
    step = next((step for step in steps if step * 4 >= most), steps[-1])
    top = max(-(-most // step) * step, step)
    slot = (WIDTH - LEFT - RIGHT) / max(len(weeks), 8)
    every = -(-len(weeks) // LABELS)

    def height(value: int) -> float:
        return round((BOTTOM - TOP) * value / top, 1)

    bars = []
    for number, (week, lower, upper) in enumerate(weeks):
        lower_y = round(BOTTOM - height(lower), 1)
        bars.append(
            Bar(
                x=round(LEFT + slot * number + slot * 0.15, 1),
                middle=round(LEFT + slot * (number + 0.5), 1),
                lower_y=lower_y,
                lower_height=height(lower),
                upper_y=round(lower_y - height(upper), 1),
                upper_height=height(upper),
                label=None if (len(weeks) - 1 - number) % every else week,
            )
        )
    count = top // step
    shown = range(0, top + 1, step if count <= 4 else -(-count // 4) * step)
    return BarChart(
        WIDTH,
        HEIGHT,
        LEFT,
        BOTTOM,
        round(slot * 0.7, 1),
        tuple(bars),
        tuple(Tick(BOTTOM - height(v), v) for v in shown),
    )


@dataclass(frozen=True, slots=True)
class LevelChart:
    """One topic's levels over time as two lines of SVG points, with the height of the target.

    ``grid``: the path of a line at each level, of which the lowest and the highest are named.
    """

    width: int
    height: int
    left: int
    grid: str
    claimed: str
    counted: str
    target: float
    named: tuple[Tick, ...]


SMALL_WIDTH, SMALL_LEFT, LEVEL_HEIGHT = 150, 9, 11


def level_chart(points: Sequence[LevelPoint], target: int, first: date, last: date, top: int) -> LevelChart:
    """Steps from ``first`` to ``last`` on a scale from level 1 to ``top``; one point at least."""
    span = max((last - first) / timedelta(days=1), 1)

    def x(day: date) -> float:
        return round(SMALL_LEFT + (SMALL_WIDTH - SMALL_LEFT) * ((day - first) / timedelta(days=1)) / span, 1)

    def y(level: int) -> float:
        return (top - level) * LEVEL_HEIGHT + 6.0

    def line(levels: Sequence[int]) -> str:
        corners = []
        ends = [*(x(point.on) for point in points[1:]), float(SMALL_WIDTH)]
        for point, end, level in zip(points, ends, levels, strict=True):
            corners += [f"{x(point.on)},{y(level)}", f"{end},{y(level)}"]
        return " ".join(corners)

    return LevelChart(
        width=SMALL_WIDTH,
        height=(top - 1) * LEVEL_HEIGHT + 12,
        left=SMALL_LEFT,
        claimed=line([point.claimed for point in points]),
        counted=line([point.counted for point in points]),
        grid="".join(f"M{SMALL_LEFT} {y(level)}H{SMALL_WIDTH}" for level in range(1, top + 1)),
        target=y(target),
        named=(Tick(y(1), 1), Tick(y(top), top)),
    )


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """A topic's line: from the level rated (``rated_x``) to the one shown (``shown_x``)."""

    name: str
    y: int
    rated_x: float
    shown_x: float


@dataclass(frozen=True, slots=True)
class DumbbellChart:
    """Topics below one another on a scale of levels; ``marks``: each level's x."""

    width: int
    height: int
    bottom: int
    lines: tuple[Dumbbell, ...]
    marks: tuple[tuple[float, int], ...]


NAMES_WIDTH, LINE_HEIGHT = 130, 20


def dumbbell_chart(rows: Sequence[tuple[str, int, int]], top: int) -> DumbbellChart:
    """``rows``: a name, the level rated and the one shown, on a scale from 1 to ``top``."""

    def x(level: int) -> float:
        return round(NAMES_WIDTH + 8 + (WIDTH - NAMES_WIDTH - 16) * (level - 1) / (top - 1), 1)

    lines = tuple(
        Dumbbell(name, LINE_HEIGHT * number + LINE_HEIGHT // 2, x(rated), x(shown))
        for number, (name, rated, shown) in enumerate(rows)
    )
    bottom = LINE_HEIGHT * len(rows)
    return DumbbellChart(WIDTH, bottom + 18, bottom, lines, tuple((x(level), level) for level in range(1, top + 1)))
