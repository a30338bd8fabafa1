"""Levels over time, and the assessments: read from ratings and answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import CharField, DateField, F, IntegerField, QuerySet, Value

from studyplan.accounts.models import User
from studyplan.assessment.models import Rating
from studyplan.catalog.syllabus import syllabus
from studyplan.core.evidence import Evidence, JudgedLevel, Question, identify_question, judge_levels
from studyplan.core.readiness import EffectiveLevel, hold_against_ratings
from studyplan.practice.evidence import EVIDENCE_COLUMNS, EvidenceReader
from studyplan.practice.models import Attempt
from studyplan.ui import clock
from studyplan.ui.queries import Parameter, PreparedQuery


@dataclass(frozen=True, slots=True)
class LevelPoint:
    """From this day on a topic was ``claimed`` at a level, and ``counted`` at one."""

    on: date
    claimed: int
    counted: int


@dataclass(frozen=True, slots=True)
class TopicLevels:
    """A topic's levels on each day on which one changed, from its first rating on, and what counts now."""

    points: tuple[LevelPoint, ...]
    effective: EffectiveLevel


@dataclass(frozen=True, slots=True)
class TakenAssessment:
    """An assessment: when it was taken, and the level of each topic that is still taught."""

    at: datetime
    levels: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.levels.values())


@dataclass(frozen=True, slots=True)
class LevelHistory:
    """Slug → the topic's levels, of the topics that were rated; and all assessments, the oldest first."""

    topics: Mapping[str, TopicLevels]
    assessments: tuple[TakenAssessment, ...]


class LevelEvent(NamedTuple):
    """A rating of a topic (``kind`` is "", ``hits`` the key of its assessment), or an answer to one of its questions.

    Slugs name both; ``on`` is the day of an answer.
    """

    at: datetime
    key: int
    topic: str
    kind: str
    slug: str
    level: int | None
    hits: int
    points: int
    on: date | None


def select_level_events() -> QuerySet[Rating, Any]:
    user = Parameter("user")
    none, nothing = Value("", output_field=CharField()), Value(0, output_field=IntegerField())
    no_day = Value(None, output_field=DateField())
    ratings = Rating.objects.filter(assessment__user=user, topic__is_retired=False).values_list(
        "assessment__taken_at", "pk", "topic__slug", none, none, "level", F("assessment_id"), nothing, no_day
    )
    answers = Attempt.objects.filter(user=user, topic__is_retired=False).order_by()
    return ratings.union(answers.values_list("attempted_at", "pk", *EVIDENCE_COLUMNS), all=True)


LEVEL_EVENTS = PreparedQuery(select_level_events)


def level_events(user: User) -> list[LevelEvent]:
    """All that the user's levels follow from, oldest first, in one query."""
    return sorted((LevelEvent(*row) for row in LEVEL_EVENTS.fetch(user=user.pk)), key=itemgetter(0, 1))


@dataclass(slots=True)
class _Story:
    """The history of one topic: its ratings by day, and the answers to its questions by day, in order."""

    ratings: dict[date, int] = field(default_factory=dict)
    answers: dict[date, list[Evidence]] = field(default_factory=lambda: defaultdict(list))


def levels_over_time(user: User) -> LevelHistory:
    """How the user's levels came about, day by day."""
    stories: dict[str, _Story] = defaultdict(_Story)
    taken_at: dict[int, datetime] = {}
    rated: dict[int, dict[str, int]] = defaultdict(dict)
    reader = EvidenceReader()
    for at, _key, topic, kind, slug, level, hits, points, on in level_events(user):
        if on is None:
            stories[topic].ratings[clock.day_of(at)] = rated[hits][topic] = level or 0
            taken_at[hits] = at
        else:
            stories[topic].answers[on].append(reader.read(topic, kind, slug, level, hits, points, on))
    topics = {slug: _follow(slug, story) for slug, story in stories.items() if story.ratings}
    return LevelHistory(topics, tuple(TakenAssessment(at, rated[key]) for key, at in taken_at.items()))


def _follow(slug: str, story: _Story) -> TopicLevels:
    """Judge day by day; of the levels of a topic only those that an answer of the day is about."""
    rules = syllabus().policy.readiness
    first = min(story.ratings)
    newest: dict[int, dict[Question, Evidence]] = defaultdict(dict)  # of each question, the last one answered last
    judged: dict[int, JudgedLevel] = {}
    points: list[LevelPoint] = []
    claimed, effective = 0, None
    for day in sorted({first, *story.ratings, *story.answers}):
        answers = story.answers.get(day, ())
        for answer in answers:
            question, of_level = identify_question(answer), newest[answer.level]
            of_level.pop(question, None)
            of_level[question] = answer
        for level in {answer.level for answer in answers}:
            (judged[level],) = judge_levels(rules, list(newest[level].values()))
        if day < first:
            continue
        claimed = story.ratings.get(day, claimed)
        by_level = [judged[level] for level in sorted(judged)]
        effective = hold_against_ratings(rules, {slug: claimed}, {slug: by_level})[slug]
        if not points or (points[-1].claimed, points[-1].counted) != (claimed, effective.level):
            points.append(LevelPoint(day, claimed, effective.level))
    assert effective is not None  # of the day of the first rating at least
    return TopicLevels(tuple(points), effective)
