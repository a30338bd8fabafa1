"""A user's interviews as pages show them: what is ahead and what each asks for, what is over and what stays of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.core import model as core
from studyplan.core.scoring import TopicScore
from studyplan.goals.debriefs import debrief_of
from studyplan.goals.models import Debrief, Interview
from studyplan.goals.services import goal_of, keep_what_is_offered, read_interview, scores_for


@dataclass(frozen=True, slots=True)
class Raise:
    """A topic whose target this interview alone raises, and what it would be without it."""

    topic: Topic
    target: int
    without: int


@dataclass(frozen=True, slots=True)
class AheadLine:
    """An interview ahead. ``days_left`` is ``None`` without a date; ``weighs``: what it asks more of than others."""

    interview: Interview
    days_left: int | None
    raises: tuple[Raise, ...]
    weighs: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class OverLine:
    """An interview that is over, and what was written about it."""

    interview: Interview
    debrief: Debrief | None


@dataclass(frozen=True, slots=True)
class InterviewsPage:
    """All interviews: the nearest first, then those that are over, the latest first."""

    ahead: tuple[AheadLine, ...]
    over: tuple[OverLine, ...]


def make_interviews_page(user: User, today: date) -> InterviewsPage:
    rows = list(Interview.objects.of(user))
    ahead = [row for row in rows if row.on is None or row.on >= today]
    over = [row for row in rows if row.on and row.on < today]
    topics = {topic.slug: topic for topic in Topic.objects.current()}
    goal = goal_of(user)
    lines = []
    for row in ahead:
        others = [other for other in ahead if other != row]
        raises, weighs = find_extra_demands(goal, row, others, today)
        lines.append(
            AheadLine(
                row,
                (row.on - today).days if row.on else None,
                tuple(Raise(topics[slug], target, without) for slug, target, without in raises),
                tuple(topics[slug] for slug in weighs) if others else (),
            )
        )
    return InterviewsPage(tuple(lines), tuple(OverLine(row, debrief_of(row)) for row in reversed(over)))


def find_extra_demands(
    goal: core.Goal, row: Interview, others: Iterable[Interview], today: date
) -> tuple[list[tuple[str, int, int]], list[str]]:
    """What an interview adds to the ``others``: raised targets (topic, to, from), and heavier topics."""
    mine, rest = score_interviews(goal, [row], today), score_interviews(goal, others, today)
    raises = [(slug, mine[slug].target, rest[slug].target) for slug in mine if mine[slug].target > rest[slug].target]
    heavier = sorted((slug for slug in mine if mine[slug].weight > rest[slug].weight), key=lambda s: -mine[s].weight)
    return raises, heavier


def score_interviews(goal: core.Goal, rows: Iterable[Interview], today: date) -> dict[str, TopicScore]:
    """Each topic as these interviews alone ask for it; targets and weights do not depend on levels."""
    alone = keep_what_is_offered(replace(goal, interviews=tuple(map(read_interview, rows))))
    return scores_for(alone, today).by_slug
