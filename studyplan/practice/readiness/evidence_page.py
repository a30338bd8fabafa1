"""The evidence behind a topic's level and forecast: answers to probes, attempts at questions, and cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Window
from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.catalog.pages import all_topics
from studyplan.core.readiness import EffectiveLevel
from studyplan.goals.services import ahead, goal_of, targets_of
from studyplan.practice.cards.deck import CardText, cards_by_topic
from studyplan.practice.cards.recall import recall_on
from studyplan.practice.checks import wording
from studyplan.practice.evidence import effective_of
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import question_of
from studyplan.practice.readiness.page import Forecast, forecast

NEWEST = 10
"""So many attempts are listed with a topic; the history has them all."""

LINE_COLUMNS = ("kind", "topic__slug", "slug", "level", "hit_count", "points", "attempted_on")


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """An attempt, without what was answered; ``counts``: among the probes that decide about the level now.

    ``about``: the level that the answer to a question speaks for or against now.
    """

    kind: str
    topic: str  # slug
    slug: str
    level: int | None
    hits: int
    points: int
    on: date
    counts: bool = False
    about: int | None = None

    @property
    def text(self) -> str:
        """The question's title, or its text, as HTML; of one that the content has dropped, its name read as words."""
        question = question_of(self.kind, self.topic, self.slug)
        return question.title or question.text if question else self.slug.replace("-", " ")

    @property
    def topic_name(self) -> str:
        return all_topics()[self.topic].short_name

    @property
    def outcome(self) -> str:
        """What was asked for, and how much of it there was: "2 of 4 key points"."""
        if self.level is None:
            return _("%(hits)s of %(points)s key points") % {"hits": self.hits, "points": self.points}
        return f"{_('level %(level)s') % {'level': self.level}}, {_('held') if self.hits else _('did not hold')}"

    @property
    def kind_name(self) -> str:
        return str(Attempt.Kind(self.kind).label)


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
    sureness: str
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
    done = user.attempts.filter(topic=topic).order_by("-attempted_at", "-pk")
    answers = [AttemptLine(*row) for row in done.filter(kind=Attempt.Kind.PROBE).values_list(*LINE_COLUMNS)]
    others = done.exclude(kind=Attempt.Kind.PROBE).annotate(count=Window(Count("pk")))
    attempted = list(others.values_list("count", *LINE_COLUMNS)[:NEWEST])
    effective = effective_of(user).get(topic.slug)
    interview_on = ahead(goal, today).interview_on
    day = interview_on or today
    recalls = recall_on(user, day, topic).get(topic.slug, [])
    return EvidencePage(
        topic=topic,
        effective=effective,
        target=targets_of(goal, today)[topic.slug],
        sureness=wording.sureness(effective) if effective else "",
        because=wording.explain(effective) if effective else (),
        probes=mark_deciding(answers, effective),
        attempts=mark_counted((AttemptLine(*row) for _count, *row in attempted), effective),
        more_attempts=attempted[0][0] - len(attempted) if attempted else 0,
        cards=tuple(card_line(card_text, recall) for card_text, recall in recalls),
        forecast=forecast([recall for _card, recall in recalls], cards_by_topic()[topic.slug]),
        day=day,
        is_dated=interview_on is not None,
    )


def mark_deciding(answers: Iterable[AttemptLine], effective: EffectiveLevel | None) -> tuple[AttemptLine, ...]:
    """Answers to probes, newest first; of each probe the newest counts if the level that counts follows from it."""
    judged = effective.judged if effective else ()
    deciding = {(level.level, slug) for level in judged for slug in (*level.failed, *level.passed)}
    lines = []
    for answer in answers:
        probe = (answer.level or 0, answer.slug)
        lines.append(replace(answer, counts=probe in deciding))
        deciding.discard(probe)
    return tuple(lines)


def mark_counted(attempts: Iterable[AttemptLine], effective: EffectiveLevel | None) -> tuple[AttemptLine, ...]:
    """Attempts at questions, newest first; of each question the newest counts, with the level that it is about."""
    judged = effective.judged if effective else ()
    counted = {question: level.level for level in judged for question in level.questions}
    return tuple(replace(line, about=counted.pop((line.kind, line.slug), None)) for line in attempts)


def card_line(card_text: CardText, recall: float) -> CardLine:
    return CardLine(card_text.front, forecast([recall], 1).percent or 0)
