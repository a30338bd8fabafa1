"""The result as data: where you stand, which path follows and why, and a preview of the plan."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from django.utils.translation import get_language

from studyplan.catalog.files import schema
from studyplan.catalog.models import Topic
from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.track import track
from studyplan.catalog.version import content_version
from studyplan.core.model import Goal, PlanWeek
from studyplan.core.readiness import EffectiveLevel
from studyplan.dashboard.picture import PlanPicture, draw_plan
from studyplan.planner.conversion import make_stored_note
from studyplan.planner.documents import PlanDocument, PlanInputs
from studyplan.planner.page import DayView, PlanReader
from studyplan.planner.proposals import preview
from studyplan.planner.text import advice, wording
from studyplan.planner.text.names import Names
from studyplan.practice.evidence import counted_levels
from studyplan.progress.services import Ticks

RADIUS = 100
NO_TICKS = Ticks({})
TOLD_BELOW = ("triage", "no-study-day")
"""Warnings of which the page has a sentence of its own."""
NOTHING_SHOWN: Mapping[str, EffectiveLevel] = {}


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One topic's level (1–5) against its target; ``claimed``: its rating, where another level counts."""

    topic: Topic
    level: int
    target: int
    gap: int
    level_name: str
    claimed: int | None = None


@dataclass(frozen=True, slots=True)
class Radar:
    """The same as a picture: outlines as SVG points, and a label with its place for each topic."""

    rings: tuple[str, ...]
    levels: str
    targets: str
    labels: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class WeekOutline:
    number: int
    focus: str
    minutes: int


@dataclass(frozen=True, slots=True)
class DayOutline:
    """``tasks``: headings with their minutes, the sittings of one task together."""

    date: date
    minutes: int
    tasks: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Facts that are printed, and nothing that a plan holds besides: many of them are kept (``_make_page``)."""

    total: int
    highest: int
    path: schema.Path
    band: schema.TrackBand
    role_name: str
    lines: tuple[LevelLine, ...]
    radar: Radar
    ends_on: date | None  # None: nothing can be planned
    minutes: int  # of all that is planned
    picture: PlanPicture | None
    weeks: tuple[WeekOutline, ...]
    first_days: tuple[DayOutline, ...]  # of the first week
    warnings: tuple[str, ...]
    left_out: tuple[str, ...]
    enough: str  # how many more minutes would be enough
    claimed_total: int | None  # that of the ratings, where another one counts

    @property
    def below(self) -> int:
        return sum(line.gap > 0 for line in self.lines)

    @property
    def is_near(self) -> bool:
        """The interview's date chose another shape than the total alone."""
        return self.band.variant != self.path.variant


def result_page(
    levels: Mapping[str, int], goal: Goal, today: date, effective: Mapping[str, EffectiveLevel] = NOTHING_SHOWN
) -> ResultPage:
    """The result of ``levels`` (slug → 1–5, all topics) for ``goal``, planned from ``today``.

    ``effective``: the levels that count instead, because of what their owner has shown.
    """
    counted = dict(levels) | counted_levels(effective)
    claimed = tuple((slug, topic.claimed) for slug, topic in effective.items())
    total = sum(levels.values())
    return _make_page(content_version(), get_language(), tuple(counted.items()), claimed, total, goal, today)


@lru_cache(maxsize=200)
def _make_page(
    _version: str,
    _language: str | None,
    counted: tuple[tuple[str, int], ...],
    claimed: tuple[tuple[str, int | None], ...],
    claimed_total: int,
    goal: Goal,
    today: date,
) -> ResultPage:
    """A result is looked at again after each way back to it, and a page takes some 20 KB."""
    plan = preview(PlanInputs(ratings=dict(counted), goal=goal, starts_on=today))
    document = plan.document
    reader = PlanReader(document, NO_TICKS, today)
    lines = level_lines(document, reader.topics, dict(claimed))
    content = track()
    total = document.total
    return ResultPage(
        total=total,
        highest=syllabus().top_level * len(lines),
        path=content.path(document.variant),
        band=content.band(total),
        role_name=content.roles[goal.role],
        lines=lines,
        radar=radar(lines, syllabus().top_level),
        ends_on=document.ends_on,
        minutes=document.minutes.planned,
        picture=draw_plan(plan.weeks, reader.topics, document.interview_on),
        weeks=tuple(map(partial(outline_week, reader.names), plan.weeks)),
        first_days=tuple(outline_day(reader.day(day)) for day in document.days if day.tasks),
        warnings=reader.warnings(but=TOLD_BELOW),
        left_out=tuple(reader.topics[item.topic].name for item in document.left_out),
        enough=advice.describe_enough(document),
        claimed_total=claimed_total if claimed_total != total else None,
    )


def outline_week(names: Names, week: PlanWeek) -> WeekOutline:
    minutes = sum(task.minutes for day in week.days for task in day.tasks)
    return WeekOutline(week.number, wording.describe_focus(names, make_stored_note(week.focus)), minutes)


def outline_day(day: DayView) -> DayOutline:
    return DayOutline(day.date, day.minutes, tuple(day.outline.items()))


def level_lines(
    document: PlanDocument, topics: Mapping[str, Topic], claimed: Mapping[str, int | None]
) -> tuple[LevelLine, ...]:
    """The topics' levels and targets, in topic order."""
    words = track()
    lines = (
        LevelLine(
            topics[line.slug],
            line.rating,
            line.target,
            line.gap,
            words.level_name(line.rating),
            claimed.get(line.slug),
        )
        for line in document.topics
    )
    return tuple(sorted(lines, key=lambda line: line.topic.position))


def radar(lines: tuple[LevelLine, ...], top: int) -> Radar:
    """The radar's outlines, topic 1 at the top, clockwise."""
    count = len(lines)

    def at(number: int, radius: float) -> tuple[float, float]:
        angle = 2 * math.pi * number / count
        return round(radius * math.sin(angle), 1), round(-radius * math.cos(angle), 1)

    def outline(levels: list[int]) -> str:
        points = (at(number, RADIUS * level / top) for number, level in enumerate(levels))
        return " ".join(f"{x},{y}" for x, y in points)

    labels = []
    for number, line in enumerate(lines):
        x, y = at(number, RADIUS + 12)
        anchor = "middle" if abs(x) < 1 else "start" if x > 0 else "end"
        labels.append((str(x), str(y), anchor, line.topic.short_name))
    return Radar(
        rings=tuple(outline([ring] * count) for ring in range(1, top + 1)),
        levels=outline([line.level for line in lines]),
        targets=outline([line.target for line in lines]),
        labels=tuple(labels),
    )
