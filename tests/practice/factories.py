"""Rows of practice that tests start from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from studyplan.accounts.models import User
from studyplan.catalog.models import Card, Topic
from studyplan.practice.models import Attempt, CardMemory, Drill, OwnCard
from studyplan.practice.questions.attempts import Answer, record_answer_set
from studyplan.practice.questions.bank import questions
from tests.factories import NOW


def a_card(topic: str = "loss-functions", number: int = 0) -> Card:
    return Card.objects.current().select_related("topic").filter(topic__slug=topic).order_by("position")[number]


def make_memory(user: User, card: Card | None = None, *, due_on: date | None = None, **fields: Any) -> CardMemory:
    """A card in FSRS's review state, five days stable and last reviewed at ``NOW``."""
    values = {
        "state": CardMemory.State.REVIEW,
        "stability": 5.0,
        "difficulty": 5.0,
        "due_at": NOW,
        "due_on": due_on or NOW.date(),
        "reviewed_at": NOW,
    }
    return CardMemory.objects.create(user=user, card=card or a_card(), **values | fields)


def make_own_card(user: User, topic: str = "loss-functions", **fields: Any) -> OwnCard:
    """A card that the user wrote, or with ``card`` the user's words for a given one."""
    values = {"front": "What is <b>my</b> question?", "back": "First line.\nSecond line.", "written_at": NOW}
    return OwnCard.objects.create(user=user, topic=Topic.objects.get(slug=topic), **values | fields)


def make_attempt(
    user: User,
    topic: str = "loss-functions",
    kind: str = Attempt.Kind.PROBLEM,
    slug: str = "a-question",
    *,
    hits: int = 0,
    points: int = 4,
    at: datetime = NOW,
    **fields: Any,
) -> Attempt:
    """An answer with the first ``hits`` of its ``points`` key points."""
    return Attempt.objects.create(
        user=user,
        kind=kind,
        topic=Topic.objects.get(slug=topic),
        slug=slug,
        points=points,
        hits=list(range(hits)),
        hit_count=hits,
        attempted_at=at,
        attempted_on=at.date(),
        **fields,
    )


def warm_up_answers(**hits: int) -> list[Answer]:
    """Each warm-up question answered with all key points, but for ``hits``: the first so many, by topic with ``_``."""
    asked = questions(Attempt.Kind.WARM_UP)
    counts = {question.topic.slug: question.points for question in asked} | {
        name.replace("_", "-"): n for name, n in hits.items()
    }
    return [Answer(question, tuple(range(counts[question.topic.slug]))) for question in asked]


def make_warm_up(user: User, *, at: datetime = NOW, **hits: int) -> None:
    """A whole warm-up; ``hits`` as in ``warm_up_answers``."""
    record_answer_set(user, warm_up_answers(**hits), now=at, today=at.date())


def probes_of(topic: str, level: int) -> list[str]:
    """The slugs of a level's probes, in the content's order."""
    return [probe.slug for probe in questions(Attempt.Kind.PROBE, topic) if probe.level == level]


def make_check(user: User, topic: str, level: int, held: str, *, at: datetime = NOW) -> None:
    """A check with the level's first probes: ``held`` says of each whether it did, as in "101"."""
    asked = {probe.slug: probe for probe in questions(Attempt.Kind.PROBE, topic)}
    marks = zip(probes_of(topic, level), held, strict=False)
    answers = [Answer(asked[slug], (0,) if mark == "1" else ()) for slug, mark in marks]
    record_answer_set(user, answers, now=at, today=at.date())


def make_probe_attempt(user: User, topic: str, level: int, slug: str, *, passed: bool, at: datetime = NOW) -> Attempt:
    return make_attempt(user, topic, Attempt.Kind.PROBE, slug, hits=int(passed), points=1, at=at, level=level)


def make_drill(user: User, *, kind: str = Drill.Kind.MOCK, **fields: Any) -> Drill:
    """A mock interview of one question, begun at ``NOW``; open unless ``ended_at`` says otherwise."""
    values: dict[str, Any] = {
        "format": "rapid-fire",
        "minutes": 10,
        "questions": [{"kind": "rapid-fire", "topic": "loss-functions", "slug": "a-question", "seconds": 60}],
        "started_at": NOW,
        "asked_at": NOW,
        "started_on": NOW.date(),
    }
    return Drill.objects.create(user=user, kind=kind, **values | fields)


def begin_drill(user: User, count: int = 3, *, kind: str = Drill.Kind.MOCK, **fields: Any) -> Drill:
    """An open drill of real rapid-fire questions, a minute each, two about one topic and the others about another."""
    slugs = ["optimization", "optimization", *["loss-functions"] * (count - 2)][:count]
    drawn = [
        {"kind": "rapid-fire", "topic": topic, "slug": questions("rapid-fire", topic)[number].slug, "seconds": 60}
        for number, topic in enumerate(slugs)
    ]
    return make_drill(user, kind=kind, questions=drawn, **{"minutes": count} | fields)
