"""The hours of a plan's weeks as a picture: bars of what is done, planned and free. Coordinates are of its SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, TOP, GROUND = 320, 14, 62
MOST_WIDE = 44  # of a bar and the room beside it
BETWEEN = 0.2  # of that
LABELED = 96  # that far from the label of this week, others do not touch it


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Minutes of one week: ``planned`` includes ``done``; ``free`` is what nothing is planned for."""

    starts_on: date
    planned: int
    done: int
    free: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class HoursLabel:
    """Text at ``x``, which runs from there as ``anchor`` says."""

    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class HoursPicture:
    """Paths for each part; ``mark`` stands below this week, ``None`` where no week is this one.

    ``most``: the minutes of the highest bar, said above it; ``first`` and ``last`` stand where the mark leaves room.
    """

    done: str
    planned: str
    free: str
    mark: str
    most: int
    peak: HoursLabel
    peak_y: float
    current: HoursLabel | None
    first: bool
    last: HoursLabel | None


def draw_hours(weeks: Sequence[WeekHours]) -> HoursPicture | None:
    """``None`` where there is nothing to draw."""
    most = max((week.planned + week.free for week in weeks), default=0)
    if not most:
        return None
    slot = min(MOST_WIDE, WIDTH / len(weeks))
    width, scale = round(slot * (1 - BETWEEN), 1), (GROUND - TOP) / most

    def draw(parts: Iterable[tuple[int, int, int]]) -> str:
        """Bars of ``minutes`` on top of those ``below``, by number of week."""
        return "".join(
            f"M{round(number * slot, 1)} {round(GROUND - below * scale, 1)}"
            f"v{-round(minutes * scale, 1)}h{width}V{round(GROUND - below * scale, 1)}z"
            for number, below, minutes in parts
            if minutes
        )

    highest = max(range(len(weeks)), key=lambda number: weeks[number].planned + weeks[number].free)
    current = next((number for number, week in enumerate(weeks) if week.is_current), None)
    middle = None if current is None else round(current * slot + width / 2, 1)
    end = round((len(weeks) - 1) * slot + width, 1)
    return HoursPicture(
        done=draw((number, 0, week.done) for number, week in enumerate(weeks)),
        planned=draw((number, week.done, week.planned - week.done) for number, week in enumerate(weeks)),
        free=draw((number, week.planned, week.free) for number, week in enumerate(weeks)),
        mark="" if current is None else f"M{round(current * slot, 1)} {GROUND + 3}h{width}",
        most=most,
        peak=anchor_label(highest * slot + width / 2),
        peak_y=round(GROUND - most * scale - 4, 1),
        current=None if middle is None else anchor_label(middle),
        first=middle is None or middle > LABELED,
        last=None if end < LABELED * 2 or (middle is not None and end - middle < LABELED) else HoursLabel(end, "end"),
    )


def anchor_label(middle: float) -> HoursLabel:
    """Around ``middle``, and within the picture."""
    if middle < WIDTH * 0.1:
        return HoursLabel(max(0, round(middle - WIDTH * 0.05, 1)), "start")
    if middle > WIDTH * 0.9:
        return HoursLabel(min(WIDTH, round(middle + WIDTH * 0.05, 1)), "end")
    return HoursLabel(round(middle, 1), "middle")
