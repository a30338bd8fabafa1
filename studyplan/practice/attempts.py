"""Attempts: answers to questions, graded by oneself against the key points."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from studyplan.accounts.models import User
from studyplan.practice.models import Attempt, Drill
from studyplan.practice.questions import Question


@transaction.atomic
def record(
    user: User,
    question: Question,
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
    User.objects.select_for_update().get(pk=user.pk)
    found = sorted({hit for hit in hits if 0 <= hit < question.points})
    before = _same(user, question, today, drill, place)
    if before and (drill or (before.hits, before.answer) == (found, answer)):
        return before
    return user.attempts.create(
        kind=question.kind,
        topic=question.topic,
        slug=question.slug,
        level=question.level,
        points=question.points,
        hits=found,
        hit_count=len(found),
        answer=answer,
        seconds=seconds,
        attempted_at=now,
        attempted_on=today,
        drill=drill,
        place=place,
    )


def attempts_at(user: User, question: Question) -> QuerySet[Attempt]:
    """What the user made of ``question`` so far, newest first."""
    found = user.attempts.filter(kind=question.kind, topic=question.topic, slug=question.slug)
    return found.order_by("-attempted_at", "-pk")


def newest_by_slug(user: User, kind: str) -> dict[tuple[int, str], Attempt]:
    """The newest attempt at each question of a kind, by topic (its key) and slug."""
    found = user.attempts.filter(kind=kind)
    return {(attempt.topic_id, attempt.slug): attempt for attempt in found}


def _same(user: User, question: Question, today: date, drill: Drill | None, place: int | None) -> Attempt | None:
    if drill:
        return drill.attempts.filter(place=place).first()
    return attempts_at(user, question).filter(attempted_on=today, drill=None).first()
