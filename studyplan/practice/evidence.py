"""A user's attempts as evidence, and the levels that count because of it (rules §9).

Every page that shows a level takes it from ``effective_of`` or ``counted_levels``, so that it is the same on all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
    Count,
    DateField,
    IntegerField,
    Max,
    QuerySet,
    Subquery,
    TextField,
    Value,
    Window,
)
from django.db.models.functions import Cast, RowNumber
from pydantic import TypeAdapter

from studyplan.accounts.models import User
from studyplan.assessment.models import Rating
from studyplan.assessment.services import NEWEST_ASSESSMENT
from studyplan.catalog.models import Card, CodingProblem, Derivation, Problem
from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.track import track
from studyplan.catalog.version import content_version, per_content
from studyplan.core.evidence import (
    Evidence,
    JudgedLevel,
    ProbeAnswer,
    QuestionAttempt,
    judge_topics,
    list_stumbled_topics,
)
from studyplan.core.readiness import EffectiveLevel, hold_against_ratings
from studyplan.practice.models import AnswerSummary, Attempt
from studyplan.ui.queries import Parameter, PreparedQuery

EVIDENCE_COLUMNS = ("topic__slug", "kind", "slug", "level", "hit_count", "points", "attempted_on")

JUDGING = 1
"""Raise it when the same answers are judged otherwise, or judged levels are stored in another form."""

STORED_LEVELS = TypeAdapter(dict[str, tuple[JudgedLevel, ...]])


class EvidenceRow(NamedTuple):
    """The newest attempt at a question; where ``kind`` is "", all attempts: ``level`` counts them.

    ``place``: its place among the user's attempts, or the highest key of them.
    """

    topic: str
    kind: str
    slug: str
    level: int | None
    hits: int
    points: int
    on: date | None
    place: int


class SummaryRow(NamedTuple):
    """The stored summary where it has ``levels``, else a rating of the topic ``name``, or what the summary must say.

    ``name``: the summary's version, "" for what it must say. ``number``: a rating, or how many attempts there are.
    ``place``: of the topic, or the highest key of an attempt.
    """

    name: str
    number: int
    place: int
    levels: str


def select_attempt_count() -> QuerySet[Attempt, Any]:
    attempts = Attempt.objects.filter(user=Parameter("user")).order_by().values("user")
    return attempts.annotate(number=Count("pk"), newest=Max("pk"))


def select_answers() -> QuerySet[Attempt, Any]:
    """The newest answer to each question: the others decide about no level any more. With the count of all."""
    in_order = Window(RowNumber(), order_by=("attempted_at", "pk"))
    answers = Attempt.objects.filter(user=Parameter("user"), topic__is_retired=False).annotate(in_order=in_order)
    none, nothing = Value("", output_field=CharField()), Value(0, output_field=IntegerField())
    no_day = Value(None, output_field=DateField())
    counted = select_attempt_count().values_list(none, none, none, "number", nothing, nothing, no_day, "newest")
    return answers.newest_each().order_by().values_list(*EVIDENCE_COLUMNS, "in_order").union(counted, all=True)


def select_ratings_and_summary() -> QuerySet[Any, Any]:
    """In one query, as nearly every page asks it."""
    none = Value("", output_field=TextField())
    ratings = Rating.objects.filter(assessment=Subquery(NEWEST_ASSESSMENT), topic__is_retired=False).order_by()
    stored = AnswerSummary.objects.filter(user=Parameter("user")).order_by()
    return ratings.values_list("topic__slug", "level", "topic__position", none).union(
        select_attempt_count().values_list(none, "number", "newest", none),
        stored.values_list("version", "count", "newest", Cast("levels", TextField())),
        all=True,
    )


ANSWERS = PreparedQuery(select_answers)
RATINGS_AND_SUMMARY = PreparedQuery(select_ratings_and_summary)


def evidence_of(user: User, topics: Collection[str] | None = None) -> list[Evidence]:
    """Every attempt of ``user`` at what is still taught, the oldest first, in one query; of some ``topics`` or all."""
    attempts = user.attempts.filter(topic__is_retired=False).order_by("attempted_at", "pk")
    if topics is not None:
        attempts = attempts.filter(topic__slug__in=topics)
    reader = EvidenceReader()
    return [reader.read(*row) for row in attempts.values_list(*EVIDENCE_COLUMNS)]


def evidence_until(user: User, topics: Collection[str], at: datetime) -> list[tuple[int, Evidence]]:
    """The attempts of ``user`` at ``topics`` up to a moment, the oldest first, each with its key."""
    attempts = user.attempts.filter(topic__slug__in=topics, attempted_at__lte=at).order_by("attempted_at", "pk")
    reader = EvidenceReader()
    return [(key, reader.read(*row)) for key, *row in attempts.values_list("pk", *EVIDENCE_COLUMNS)]


def effective_of(user: User, levels: Mapping[str, int] | None = None) -> dict[str, EffectiveLevel]:
    """Slug → the level that counts, for every topic of ``levels`` (slug → 1–5; those of the newest assessment).

    In one query, levels included, however many answers there are; the first time after an answer, in three.
    """
    rows = [SummaryRow(*row) for row in RATINGS_AND_SUMMARY.fetch(user=user.pk)]
    if levels is None:
        ratings = sorted((row for row in rows if row.name and not row.levels), key=attrgetter("place"))
        levels = {row.name: row.number for row in ratings}
    judged = _read_summary(rows)
    if judged is None:
        judged = summarize_answers(user)
    return hold_against_ratings(syllabus().policy.readiness, levels, judged)


def _read_summary(rows: Iterable[SummaryRow]) -> dict[str, tuple[JudgedLevel, ...]] | None:
    """The judged levels that are stored; ``None`` where they do not follow from today's attempts and content."""
    rows = list(rows)
    wanted = next(((row.number, row.place) for row in rows if not row.name), (0, 0))
    if wanted == (0, 0):
        return {}
    stored = next((row for row in rows if row.levels), None)
    if stored is None or (stored.number, stored.place) != wanted or stored.name != judging_version():
        return None
    return STORED_LEVELS.validate_json(stored.levels)


def summarize_answers(user: User) -> dict[str, tuple[JudgedLevel, ...]]:
    """Judge all answers of ``user`` anew, and store what they say."""
    rows = [EvidenceRow(*row) for row in ANSWERS.fetch(user=user.pk)]
    reader = EvidenceReader()
    answers = sorted((row for row in rows if row.kind), key=attrgetter("place"))
    evidence = [reader.read(*row[:-1]) for row in answers]  # type: ignore[arg-type]
    judged = judge_topics(syllabus().policy.readiness, evidence)
    count, newest = next(((row.level or 0, row.place) for row in rows if not row.kind), (0, 0))
    summary = AnswerSummary(
        user=user,
        count=count,
        newest=newest,
        version=judging_version(),
        levels=STORED_LEVELS.dump_python(judged, mode="json"),
    )
    changing = ("count", "newest", "version", "levels")
    AnswerSummary.objects.bulk_create([summary], update_conflicts=True, unique_fields=("user",), update_fields=changing)
    return judged


def judging_version() -> str:
    """The version of what judges answers: the rules, and the levels of questions."""
    return f"{JUDGING}-{content_version()}"


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
