"""A user's attempts as evidence, and the levels that count because of it (rules §9).

Every page that shows a level takes it from ``effective_of`` or ``counted_levels``, so that it is the same on all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import CharField, DateField, IntegerField, QuerySet, Subquery, Value, Window
from django.db.models.functions import RowNumber

from studyplan.accounts.models import User
from studyplan.assessment.models import Rating
from studyplan.assessment.services import NEWEST_ASSESSMENT
from studyplan.catalog.models import Card, CodingProblem, Derivation, Problem
from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.track import track
from studyplan.catalog.version import per_content
from studyplan.core.evidence import Evidence, ProbeAnswer, QuestionAttempt, list_stumbled_topics
from studyplan.core.readiness import EffectiveLevel, find_effective_levels
from studyplan.practice.models import Attempt
from studyplan.ui.queries import Parameter, PreparedQuery

EVIDENCE_COLUMNS = ("topic__slug", "kind", "slug", "level", "hit_count", "points", "attempted_on")


class EvidenceRow(NamedTuple):
    """An attempt, or a rating where ``kind`` is "", whose ``level`` is the one given; ``place``: among its like."""

    topic: str
    kind: str
    slug: str
    level: int | None
    hits: int
    points: int
    on: date | None
    place: int


def select_answers() -> QuerySet[Attempt, Any]:
    """The newest answer to each question: the others decide about no level any more, and they may be many."""
    in_order = Window(RowNumber(), order_by=("attempted_at", "pk"))
    answers = Attempt.objects.filter(user=Parameter("user"), topic__is_retired=False).annotate(in_order=in_order)
    return answers.newest_each().order_by().values_list(*EVIDENCE_COLUMNS, "in_order")


def select_ratings_and_answers() -> QuerySet[Any, Any]:
    ratings = Rating.objects.filter(assessment=Subquery(NEWEST_ASSESSMENT), topic__is_retired=False).order_by()
    none, nothing = Value("", output_field=CharField()), Value(0, output_field=IntegerField())
    no_day = Value(None, output_field=DateField())
    rated = ratings.values_list("topic__slug", none, none, "level", nothing, nothing, no_day, "topic__position")
    return rated.union(select_answers(), all=True)


ANSWERS = PreparedQuery(select_answers)
RATINGS_AND_ANSWERS = PreparedQuery(select_ratings_and_answers)


def evidence_of(user: User) -> list[Evidence]:
    """Every attempt of ``user`` at what is still taught, the oldest first, in one query."""
    attempts = user.attempts.filter(topic__is_retired=False).order_by("attempted_at", "pk")
    reader = EvidenceReader()
    return [reader.read(*row) for row in attempts.values_list(*EVIDENCE_COLUMNS)]


def newest_answers_of(user: User) -> list[Evidence]:
    """The newest answer to each question, the oldest first, in one query."""
    return _read_all(EvidenceRow(*row) for row in ANSWERS.fetch(user=user.pk))


def effective_of(user: User, levels: Mapping[str, int] | None = None) -> dict[str, EffectiveLevel]:
    """Slug → the level that counts, for every topic of ``levels`` (slug → 1–5; those of the newest assessment).

    In one query, levels included.
    """
    rules = syllabus().policy.readiness
    if levels is not None:
        return find_effective_levels(rules, levels, newest_answers_of(user))
    rows = [EvidenceRow(*row) for row in RATINGS_AND_ANSWERS.fetch(user=user.pk)]
    ratings = sorted((row for row in rows if not row.kind), key=itemgetter(-1))
    rated = {row.topic: row.level for row in ratings if row.level}
    return find_effective_levels(rules, rated, _read_all(row for row in rows if row.kind))


def counted_levels(effective: Mapping[str, EffectiveLevel]) -> dict[str, int]:
    """Slug → the level (1–5) that counts."""
    return {slug: topic.level for slug, topic in effective.items()}


def stumbled_on(user: User, since: date) -> tuple[str, ...]:
    """Topics that practice stumbled on from ``since`` on and has not shown again, the most recent first."""
    return list_stumbled_topics(syllabus().policy.readiness, evidence_of(user), since)


class EvidenceReader:
    """Makes evidence of attempts; what the content says of their questions is asked once."""

    def __init__(self) -> None:
        self._rules: Mapping[str, int] = track().policy.attempt_levels  # type: ignore[assignment]
        self._levels = question_levels()

    def read(self, topic: str, kind: str, slug: str, level: int | None, hits: int, points: int, on: date) -> Evidence:
        if kind == Attempt.Kind.PROBE and level is not None:
            return ProbeAnswer(topic, level, slug, hits > 0, on)
        return QuestionAttempt(topic, self.level_of(kind, topic, slug), kind, slug, hits, points, on)

    def level_of(self, kind: str, topic: str, slug: str) -> int:
        """The level (2–5) that an attempt at a question is about: its own, else the one that is given to its kind."""
        return self._levels.get((kind, topic, slug)) or self._rules[kind]


@per_content
def question_levels() -> dict[tuple[str, str, str], int]:
    """Kind, topic and slug → level, of the questions that name one; those that the content has dropped, too."""
    own = {
        Attempt.Kind.PROBLEM: Problem.objects.order_by().values_list("topic__slug", "slug", "level"),
        Attempt.Kind.DERIVATION: Derivation.objects.order_by().values_list("topic__slug", "slug", "level"),
        Attempt.Kind.CODING: CodingProblem.objects.order_by().values_list("topic__slug", "slug", "level"),
        Attempt.Kind.RAPID_FIRE: Card.objects.filter(kind=Card.Kind.RAPID_FIRE, level__isnull=False)
        .order_by()
        .values_list("topic__slug", "slug", "level"),
    }
    return {(str(kind), topic, slug): level or 0 for kind, rows in own.items() for topic, slug, level in rows}


def _read_all(rows: Iterable[EvidenceRow]) -> list[Evidence]:
    reader = EvidenceReader()
    return [reader.read(*row[:-1]) for row in sorted(rows, key=itemgetter(-1))]  # type: ignore[arg-type]
