"""Attempts: answers to questions, graded by oneself against the key points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from studyplan.accounts.models import User
from studyplan.practice.models import Attempt, Drill
from studyplan.practice.questions.bank import PracticeQuestion, questions


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to ``question`` with the numbers (from 0) of the key points in it; ``text`` is "" where it was said."""

    question: PracticeQuestion
    hits: tuple[int, ...]
    text: str = ""
    seconds: int | None = None

    def attempt(self, now: datetime, today: date) -> Attempt:
        """The attempt that it makes; nobody's, and not stored."""
        hits = sorted({hit for hit in self.hits if 0 <= hit < self.question.points})
        return Attempt(
            kind=self.question.kind,
            topic=self.question.topic,
            slug=self.question.slug,
            level=self.question.level,
            points=self.question.points,
            hits=hits,
            hit_count=len(hits),
            answer=self.text,
            seconds=self.seconds,
            attempted_at=now,
            attempted_on=today,
        )


@transaction.atomic
def record(
    user: User,
    question: PracticeQuestion,
    hits: Iterable[int],
    *,
    now: datetime,
    today: date,
    answer: str = "",
    seconds: int | None = None,
    drill: Drill | None = None,
    place: int | None = None,
) -> Attempt:
    """Keep an answer to ``question`` with the numbers (from 0) of the key points that were in it.

    What is sent a second time is the same attempt: outside a drill, one that equals the newest of the day; in a drill,
    the one at the same place, whatever it says.
    """
    User.objects.lock(user)
    attempt = Answer(question, tuple(hits), answer, seconds).attempt(now, today)
    before = _same(user, question, today, drill, place)
    if before and (drill or says(before) == says(attempt)):
        return before
    attempt.user, attempt.drill, attempt.place = user, drill, place
    attempt.save(force_insert=True)
    return attempt


@transaction.atomic
def record_answer_set(user: User, answers: Sequence[Answer], *, now: datetime, today: date) -> None:
    """Keep answers to questions of one kind that were given together, as in a warm-up: all bear the same moment.

    A set that equals the newest at the same questions on the same day is that one sent a second time.
    """
    User.objects.lock(user)
    attempts = [answer.attempt(now, today) for answer in answers]
    if is_same_answer_set(attempts, newest_answer_set(user.attempts.filter(drill=None, kind=attempts[0].kind))):
        return
    for attempt in attempts:
        attempt.user = user
    Attempt.objects.bulk_create(attempts)


def newest_answer_set(attempts: QuerySet[Attempt]) -> list[Attempt]:
    """Those of ``attempts`` that were made last, at one moment."""
    newest = attempts.order_by("-attempted_at").values("attempted_at")[:1]
    return list(attempts.filter(attempted_at=newest).select_related("topic"))


def is_same_answer_set(first: Iterable[Attempt], second: Iterable[Attempt]) -> bool:
    """Whether both were on one day, at the same questions, with the same answers."""

    def facts(attempts: Iterable[Attempt]) -> dict[tuple[date, int, str], tuple[list[int], str]]:
        return {(attempt.attempted_on, attempt.topic_id, attempt.slug): says(attempt) for attempt in attempts}

    return facts(first) == facts(second)


def says(attempt: Attempt) -> tuple[list[int], str]:
    return attempt.hits, attempt.answer


def attempts_at(user: User, question: PracticeQuestion) -> QuerySet[Attempt]:
    """Newest first."""
    attempts = user.attempts.filter(kind=question.kind, topic=question.topic, slug=question.slug)
    return attempts.order_by("-attempted_at", "-pk")


def newest_by_question(user: User, kinds: Iterable[str]) -> dict[tuple[str, int, str], Attempt]:
    """The newest attempt at each question of some kinds, by kind, topic (its key) and slug; without its answer."""
    newest = user.attempts.filter(kind__in=[*kinds]).newest_each().defer("hits", "answer").order_by()
    return {(attempt.kind, attempt.topic_id, attempt.slug): attempt for attempt in newest}


def count_attempted(user: User, kinds: Iterable[str]) -> int:
    """How many of the content's questions of some kinds were attempted."""
    kinds = [*kinds]
    attempted = user.attempts.filter(kind__in=kinds).order_by().values_list("kind", "topic", "slug").distinct()
    asked = {(kind, question.topic.pk, question.slug) for kind in kinds for question in questions(kind)}
    return len(set(attempted) & asked)


def _same(
    user: User, question: PracticeQuestion, today: date, drill: Drill | None, place: int | None
) -> Attempt | None:
    if drill:
        return drill.attempts.filter(place=place).first()
    return attempts_at(user, question).filter(attempted_on=today, drill=None).first()
