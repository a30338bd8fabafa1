"""The evidence behind a topic's level and forecast: answers to probes, attempts at questions, and cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from studyplan.accounts.models import User
from studyplan.assessment.services import levels_of
from studyplan.catalog.models import Card, Topic
from studyplan.catalog.study import flashcards_of, rapid_fire_of
from studyplan.core.readiness import EffectiveLevel
from studyplan.goals.services import ahead, goal_of, targets_of
from studyplan.practice.cards.recall import recall_on
from studyplan.practice.checks import wording
from studyplan.practice.evidence import effective_of
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import question_of
from studyplan.practice.readiness.page import Forecast, forecast

NEWEST = 10
"""So many attempts are listed with a topic; the history has them all."""


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """An attempt, with what was asked as HTML; ``counts``: among the probes that decide about the level now."""

    attempt: Attempt
    text: str
    counts: bool = False


@dataclass(frozen=True, slots=True)
class CardLine:
    """A card that was reviewed, with what it asks as HTML and the percentage of recalling it."""

    text: str
    percent: int


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """All that was shown on one topic; ``effective`` is ``None`` where it is not rated."""

    topic: Topic
    effective: EffectiveLevel | None
    target: int
    because: tuple[str, ...]
    probes: tuple[AttemptLine, ...]
    attempts: tuple[AttemptLine, ...]
    more_attempts: int
    cards: tuple[CardLine, ...]
    forecast: Forecast
    day: date
    is_dated: bool


def evidence_page(user: User, topic: Topic, today: date) -> EvidencePage:
    """The user's evidence on ``topic``, with the forecast for the next interview."""
    goal = goal_of(user)
    rating = levels_of(user).get(topic.slug)
    effective = None if rating is None else effective_of(user, {topic.slug: rating})[topic.slug]
    done = user.attempts.filter(topic=topic).select_related("topic").order_by("-attempted_at", "-pk")
    answered = done.filter(kind=Attempt.Kind.PROBE)
    attempted = done.exclude(kind=Attempt.Kind.PROBE)
    interview_on = ahead(goal, today).interview_on
    day = interview_on or today
    recalls = recall_on(user, day).get(topic.slug, [])
    return EvidencePage(
        topic=topic,
        effective=effective,
        target=targets_of(goal, today)[topic.slug],
        because=wording.explain(effective) if effective else (),
        probes=probe_lines(answered, effective),
        attempts=tuple(attempt_lines(attempted[:NEWEST])),
        more_attempts=max(attempted.count() - NEWEST, 0),
        cards=card_lines(topic, recalls),
        forecast=forecast([recall for _card, recall in recalls], Card.objects.current().filter(topic=topic).count()),
        day=day,
        is_dated=interview_on is not None,
    )


def attempt_lines(attempts: Iterable[Attempt]) -> Iterable[AttemptLine]:
    return (AttemptLine(attempt, question_text(attempt)) for attempt in attempts)


def probe_lines(answers: Iterable[Attempt], effective: EffectiveLevel | None) -> tuple[AttemptLine, ...]:
    """Answers to probes, newest first; of each probe the newest counts if the level that counts follows from it."""
    facts = effective.because[1:] if effective else ()
    deciding = {
        (wording.number(fact, "level"), slug)
        for fact in facts
        for outcome in ("failed", "passed")
        for slug in wording.slugs(fact, outcome)
    }
    lines = []
    for answer in answers:
        probe = (answer.level or 0, answer.slug)
        lines.append(AttemptLine(answer, question_text(answer), counts=probe in deciding))
        deciding.discard(probe)
    return tuple(lines)


def question_text(attempt: Attempt) -> str:
    """The question's title, or else its text, as HTML; of one that the content has dropped, its name read as words."""
    question = question_of(attempt.kind, attempt.topic.slug, attempt.slug)
    if question is None:
        return attempt.slug.replace("-", " ")
    return question.title or question.text


def card_lines(topic: Topic, recalls: Iterable[tuple[Card, float]]) -> tuple[CardLine, ...]:
    texts: dict[str, str] = {card.slug: card.front for card in flashcards_of(topic.slug)}
    texts |= {question.slug: question.question for question in rapid_fire_of(topic.slug)}
    return tuple(
        CardLine(texts.get(card.slug, card.slug.replace("-", " ")), forecast([recall], 1).percent or 0)
        for card, recall in recalls
    )
