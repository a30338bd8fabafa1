"""A plan as a picture: a row for each topic, a column for each day. The marks are SVG paths; a template prints them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from studyplan.catalog.models import Topic
from studyplan.core.model import PlanWeek

# In the units of the SVG's viewBox, which is as wide as a small phone's column.
WIDTH, LEFT, TOP, ROW = 340, 112, 18, 15
LOWEST, HIGHEST = 3, 11
MOST_WEEKS_NAMED = 12


@dataclass(frozen=True, slots=True)
class PictureRow:
    """``work``: a bar for each day, as high as its minutes; ``recalls``: a dot for each."""

    y: int
    name: str
    work: str
    recalls: str


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """``weeks``: where each begins, and its number where there is room for it ("" where not)."""

    width: int
    height: int
    rows: tuple[PictureRow, ...]
    weeks: tuple[tuple[str, str], ...]
    interview: str  # its place; "" without one


@dataclass(slots=True)
class Marks:
    """Minutes of work by date, and the dates of recalls."""

    work: dict[date, int]
    recalls: list[date]


def draw_plan(weeks: Sequence[PlanWeek], topics: Mapping[str, Topic], interview_on: date | None) -> PlanPicture | None:
    """``None`` where no day has a task. What trains several topics at once has the last row."""
    marks = collect_marks(weeks)
    if not marks:
        return None
    starts_on = weeks[0].starts_on
    last = interview_on or max(day.on for week in weeks for day in week.days)
    step = (WIDTH - LEFT - 6) / max((last - starts_on).days + 1, 7)

    def x(on: date) -> str:
        return f"{LEFT + step * (on - starts_on).days:.1f}".removesuffix(".0")

    most = max((minutes for row in marks.values() for minutes in row.work.values()), default=1)
    rows = []
    for number, (slug, row) in enumerate(marks.items()):
        y = TOP + ROW * (number + 1)
        bars = (
            f"M{x(on)} {y}v-{LOWEST + round((HIGHEST - LOWEST) * minutes / most)}h{max(step * 0.8, 0.8):.1f}V{y}z"
            for on, minutes in sorted(row.work.items())
        )
        dots = (f"M{x(on)} {y - 3}h0" for on in sorted(set(row.recalls)))
        name = topics[slug].short_name if slug else _("Mixed practice")
        rows.append(PictureRow(y, name, "".join(bars), "".join(dots)))
    every = -(-len(weeks) // MOST_WEEKS_NAMED)
    named = tuple(
        (x(week.starts_on), str(week.number) if number % every == 0 else "") for number, week in enumerate(weeks)
    )
    return PlanPicture(WIDTH, TOP + ROW * len(rows) + 4, tuple(rows), named, x(interview_on) if interview_on else "")


def collect_marks(weeks: Iterable[PlanWeek]) -> dict[str, Marks]:
    """By topic, in the order in which they begin; "" is what belongs to several, and comes last."""
    marks: dict[str, Marks] = {}
    for day in (day for week in weeks for day in week.days):
        for task in day.tasks:
            row = marks.setdefault(task.topics[0] if len(task.topics) == 1 else "", Marks({}, []))
            if task.kind.startswith("recall"):
                row.recalls.append(day.on)
            else:
                row.work[day.on] = row.work.get(day.on, 0) + task.minutes
    mixed = marks.pop("", None)
    return marks | ({"": mixed} if mixed else {})
