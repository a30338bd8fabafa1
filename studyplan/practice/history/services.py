"""Work done week by week, and levels over time: read from ticks, reviews, attempts and assessments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncWeek

from studyplan.accounts.models import User
from studyplan.catalog.syllabus import syllabus
from studyplan.core.evidence import Evidence, ProbeAnswer
from studyplan.core.model import Goal
from studyplan.core.readiness import find_effective_levels
from studyplan.practice.evidence import evidence_of
from studyplan.progress.times import time_spent
from studyplan.ui import clock

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class StudyWeek:
    """A calendar week from its Monday; its minutes come from the plan's ticked tasks, and from practice besides.

    ``studied`` and ``rested`` are days: a rest day is one that the goal leaves free, and nothing was done on it.
    """

    starts_on: date
    planned: int
    practiced: int
    answered: int
    stumbles: int
    studied: int
    rested: int

    @property
    def minutes(self) -> int:
        return self.planned + self.practiced

    @property
    def kept(self) -> int:
        return self.studied + self.rested

    @property
    def held(self) -> int:
        """Answers that were no stumble."""
        return self.answered - self.stumbles


@dataclass(slots=True)
class _PracticeTotals:
    seconds: int = 0
    answered: int = 0
    stumbles: int = 0


def weeks_of(user: User, goal: Goal, today: date, most: int) -> tuple[StudyWeek, ...]:
    """The weeks from the first in which anything was done to this one, the newest ``most`` of them, in order."""
    days = studied_days(user)
    if not days:
        return ()
    this_week = monday(today)
    first = max(monday(min(days)), this_week - (most - 1) * WEEK)
    planned = {week.starts_on: week.actual for week in time_spent(user).weeks}
    practiced = practice_by_week(user)
    rested = rest_days(goal, days, today)
    return tuple(
        StudyWeek(
            starts_on=week,
            planned=planned.get(week, 0),
            practiced=round(practiced[week].seconds / 60),
            answered=practiced[week].answered,
            stumbles=practiced[week].stumbles,
            studied=sum(monday(day) == week for day in days),
            rested=sum(monday(day) == week for day in rested),
        )
        for week in (first + number * WEEK for number in range((this_week - first).days // 7 + 1))
    )


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def studied_days(user: User) -> frozenset[date]:
    """The days on which anything was ticked, reviewed or attempted."""
    rows: tuple[Iterable[date], ...] = (
        user.completions.order_by().values_list("done_on", flat=True).distinct(),
        user.card_reviews.order_by().values_list("reviewed_on", flat=True).distinct(),
        user.attempts.order_by().values_list("attempted_on", flat=True).distinct(),
    )
    return frozenset(day for days in rows for day in days)


def rest_days(goal: Goal, studied: frozenset[date], today: date) -> list[date]:
    """Days since the first one studied, up to ``today``, that the goal leaves free and that were left free."""
    first = min(studied)
    days = (first + timedelta(days=number) for number in range((today - first).days + 1))
    return [day for day in days if day not in studied and (day.weekday() not in goal.weekdays or day in goal.days_off)]


def practice_by_week(user: User) -> Mapping[date, _PracticeTotals]:
    """Monday → what was practiced. Practice for a task that is ticked counts with the task, not twice."""
    part, whole = syllabus().policy.readiness.stumble_share
    ticked = user.completions.order_by().values("task")
    attempts = user.attempts.order_by().annotate(week=TruncWeek("attempted_on"))
    by_week: dict[date, _PracticeTotals] = defaultdict(_PracticeTotals)
    own = Q(drill=None) | ~Q(drill__task__in=ticked)
    missed = F("points") * part - F("hit_count") * whole
    counted = (
        attempts.alias(missed=missed)
        .values("week")
        .annotate(answered=Count("pk"), stumbles=Count("pk", filter=Q(missed__gt=0)), spent=Sum("seconds", filter=own))
    )
    for row in counted:
        by_week[row["week"]] = _PracticeTotals(row["spent"] or 0, row["answered"], row["stumbles"])
    reviews = user.card_reviews.order_by().annotate(week=TruncWeek("reviewed_on"))
    for week, seconds in reviews.values_list("week").annotate(Sum("seconds")):
        by_week[week].seconds += seconds or 0
    return by_week


@dataclass(frozen=True, slots=True)
class LevelPoint:
    """From this day on a topic was ``claimed`` at a level, and ``counted`` at one."""

    on: date
    claimed: int
    counted: int


@dataclass(slots=True)
class _Story:
    """The history of one topic: its ratings by day, and the answers to its probes, in order."""

    ratings: dict[date, int] = field(default_factory=dict)
    probed: list[Evidence] = field(default_factory=list)


def levels_over_time(user: User) -> dict[str, tuple[LevelPoint, ...]]:
    """Slug → the topic's levels on each day on which one could change, from its first rating on."""
    stories: dict[str, _Story] = defaultdict(_Story)
    for assessment in reversed(user.assessments.newest_first()):
        for slug, level in assessment.current_levels.items():
            stories[slug].ratings[clock.day_of(assessment.taken_at)] = level
    for evidence in evidence_of(user):
        if isinstance(evidence, ProbeAnswer):
            stories[evidence.topic].probed.append(evidence)
    return {slug: _points(slug, story) for slug, story in stories.items() if story.ratings}


def _points(slug: str, story: _Story) -> tuple[LevelPoint, ...]:
    rules = syllabus().policy.readiness
    first = min(story.ratings)
    points: list[LevelPoint] = []
    claimed = 0
    for day in sorted({*story.ratings, *(evidence.on for evidence in story.probed if evidence.on > first)}):
        claimed = story.ratings.get(day, claimed)
        until = [evidence for evidence in story.probed if evidence.on <= day]
        counted = find_effective_levels(rules, {slug: claimed}, until)[slug].level
        if not points or (points[-1].claimed, points[-1].counted) != (claimed, counted):
            points.append(LevelPoint(day, claimed, counted))
    return tuple(points)
