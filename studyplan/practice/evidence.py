"""A user's attempts as evidence, and the levels that count because of it (rules §9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from studyplan.accounts.models import User
from studyplan.assessment.services import levels_of
from studyplan.catalog.syllabus import syllabus
from studyplan.core.evidence import Evidence, ProbeAnswer, QuestionAttempt, list_stumbled_topics
from studyplan.core.readiness import EffectiveLevel, find_effective_levels
from studyplan.practice.models import Attempt

EVIDENCE_COLUMNS = ("topic__slug", "kind", "slug", "level", "hit_count", "points", "attempted_on")


def evidence_of(user: User) -> list[Evidence]:
    """Every attempt of ``user`` at what is still taught, the oldest first, in one query."""
    attempts = user.attempts.filter(topic__is_retired=False).order_by("attempted_at", "pk")
    return [_evidence(*row) for row in attempts.values_list(*EVIDENCE_COLUMNS)]


def newest_answers_of(user: User) -> list[Evidence]:
    """The newest answer to each probe: the others decide about no level any more, and they may be many (rules §9)."""
    answers = user.attempts.filter(topic__is_retired=False, kind=Attempt.Kind.PROBE).newest_each()
    return [_evidence(*row) for row in answers.order_by("attempted_at", "pk").values_list(*EVIDENCE_COLUMNS)]


def effective_of(user: User, levels: Mapping[str, int] | None = None) -> dict[str, EffectiveLevel]:
    """Slug → the level that counts, for every topic of ``levels`` (slug → 1–5; those of the newest assessment)."""
    rated = levels_of(user) if levels is None else levels
    return find_effective_levels(syllabus().policy.readiness, rated, newest_answers_of(user))


def stumbled_on(user: User, since: date) -> tuple[str, ...]:
    """Topics that practice stumbled on from ``since`` on and has not shown again, the most recent first."""
    return list_stumbled_topics(syllabus().policy.readiness, evidence_of(user), since)


def _evidence(topic: str, kind: str, slug: str, level: int | None, hits: int, points: int, on: date) -> Evidence:
    if kind == Attempt.Kind.PROBE and level is not None:
        return ProbeAnswer(topic, level, slug, hits > 0, on)
    return QuestionAttempt(topic, kind, hits, points, on)
