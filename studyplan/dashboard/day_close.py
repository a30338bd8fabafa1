"""The close of a day: what was done, and what it moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from studyplan.accounts.models import User
from studyplan.assessment.models import Rating
from studyplan.catalog import pages
from studyplan.catalog.models import Topic
from studyplan.catalog.syllabus import syllabus
from studyplan.core.evidence import Evidence, is_stumble
from studyplan.core.readiness import find_effective_levels
from studyplan.practice.evidence import evidence_of
from studyplan.ui import clock


@dataclass(frozen=True, slots=True)
class LevelMove:
    """A topic whose counted level (1–5) is another one than yesterday."""

    topic: Topic
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class DayClose:
    """``answers``: questions answered today, ``held`` of them well; ``cards`` reviewed."""

    answers: int
    held: int
    cards: int
    moves: tuple[LevelMove, ...]


def close_day(user: User, today: date) -> DayClose:
    evidence, rules = evidence_of(user), syllabus().policy.readiness
    answered = [answer for answer in evidence if answer.on == today]
    held = sum(not is_stumble(rules, answer) for answer in answered)
    cards = user.card_reviews.filter(reviewed_on=today).values("card", "own").distinct().count()
    return DayClose(len(answered), held, cards, tuple(find_moves(user, evidence, today)))


def find_moves(user: User, evidence: Sequence[Evidence], today: date) -> Iterator[LevelMove]:
    """The topics whose counted level moved today, by answers or by a rating."""
    ratings = ratings_by_day(user, today)
    before = count_levels(ratings[False], (answer for answer in evidence if answer.on < today))
    after = count_levels(ratings[True], evidence)
    for slug, topic in pages.topics().items():
        if slug in before and slug in after and before[slug] != after[slug]:
            yield LevelMove(topic, before[slug], after[slug])


def count_levels(ratings: Mapping[str, int], evidence: Iterable[Evidence]) -> dict[str, int]:
    levels = find_effective_levels(syllabus().policy.readiness, ratings, list(evidence))
    return {slug: topic.level for slug, topic in levels.items()}


def ratings_by_day(user: User, today: date) -> dict[bool, dict[str, int]]:
    """Slug → level of the newest assessment (True), and of the newest one before today (False)."""
    rows = Rating.objects.filter(assessment__user=user, topic__is_retired=False).order_by("assessment__taken_at")
    by_day: dict[bool, dict[str, int]] = {False: {}, True: {}}
    for taken_at, slug, level in rows.values_list("assessment__taken_at", "topic__slug", "level"):
        by_day[True][slug] = level
        if clock.day_of(taken_at) < today:
            by_day[False][slug] = level
    return by_day
