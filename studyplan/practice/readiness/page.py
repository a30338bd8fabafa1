"""Readiness as data: each topic claimed, shown and asked for, how sure that is, and the forecast for the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import fsum

from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.catalog.files import schema
from studyplan.catalog.models import Topic
from studyplan.catalog.pages import topics
from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.track import track
from studyplan.core.model import Goal
from studyplan.core.readiness import EffectiveLevel, Readiness, TopicReadiness, measure_readiness, round_percent
from studyplan.core.scoring import TopicScore
from studyplan.goals.services import ahead, scores_for
from studyplan.practice.cards.deck import cards_by_topic
from studyplan.practice.cards.recall import recall_on
from studyplan.practice.checks import wording
from studyplan.practice.evidence import effective_of
from studyplan.practice.readiness.next_step import NextStep, choose_topic, find_next_step
from studyplan.practice.readiness.support import MOST_STRENGTH, STRENGTH, Support, find_support


@dataclass(frozen=True)
class Forecast:
    """The share of a topic's cards that should be recalled on a day: ``share`` (0 to 1) of those ``seen`` so far.

    Of nothing seen, nothing is known: ``share`` is ``None``, and the topic untested.
    """

    seen: int
    cards: int
    share: Fraction | None

    @cached_property
    def percent(self) -> int | None:
        return None if self.share is None else round_percent(self.share)

    @property
    def basis(self) -> str:
        """Of how many cards the percentage is."""
        return _("of %(seen)s of %(cards)s cards") % {"seen": self.seen, "cards": self.cards}


@dataclass(frozen=True, slots=True)
class ReadinessLine:
    """One topic: its score for the goal, its readiness, and what the answers make of the rating."""

    topic: Topic
    ready: TopicReadiness
    score: TopicScore
    verdict: str
    forecast: Forecast
    support: Support | None
    step: NextStep | None

    @property
    def effective(self) -> EffectiveLevel:
        """The level that counts, and what it follows from."""
        return self.ready.effective

    @property
    def sureness(self) -> str:
        return wording.sureness(self.effective)

    @property
    def marks(self) -> str:
        """How sure it is, as a row of marks."""
        filled = STRENGTH[self.effective.sureness]
        return "●" * filled + "○" * (MOST_STRENGTH - filled)

    @property
    def level_name(self) -> str:
        return track().level_name(self.effective.level)

    @property
    def evidence_title(self) -> str:
        return _("Checks, attempts and cards on %(topic)s") % {"topic": self.topic.short_name}

    @property
    def worth(self) -> Fraction:
        return self.ready.weight * self.ready.reached


@dataclass(frozen=True, slots=True)
class ReadinessPage:
    """How ready somebody is for a goal. ``day``: of the interview, or today where there is none (``is_dated``)."""

    goal: Goal
    role: str
    asked_by: tuple[str, ...]  # each interview of the goal, in words: company and rounds
    day: date
    is_dated: bool
    overall: Readiness
    word: schema.ReadinessWord
    lines: tuple[ReadinessLine, ...]
    looks_like: int  # percent, where every answer counts at once
    next: ReadinessLine | None  # the topic that needs it most

    @property
    def weight(self) -> int:
        return sum(line.ready.weight for line in self.lines)

    @property
    def weight_of_next(self) -> int:
        """Of the topic that needs it most, in percent of the goal."""
        return round_percent(Fraction(self.next.ready.weight, self.weight)) if self.next else 0

    @property
    def worth(self) -> Fraction:
        return sum((line.worth for line in self.lines), Fraction())

    @property
    def tested(self) -> int:
        """How many topics' levels are decided by what was shown."""
        return sum(line.effective.tested for line in self.lines)

    @property
    def only_rated_percent(self) -> int:
        """The part of the figure that nothing was shown of."""
        return self.overall.percent - self.overall.tested_percent

    @property
    def rated_only(self) -> int:
        """How many topics nothing was answered about."""
        return sum(not line.effective.judged for line in self.lines)

    @property
    def unsettled(self) -> int:
        """How many topics were answered about, with no decision yet."""
        return len(self.lines) - self.tested - self.rated_only

    @property
    def coverage(self) -> str:
        """How many topics are shown, how many answered about, how many rated only; what there is of them."""
        parts = (
            (self.tested, _("%(count)s shown")),
            (self.unsettled, _("%(count)s with a few answers")),
            (self.rated_only, _("%(count)s rated only")),
        )
        return ", ".join(text % {"count": count} for count, text in parts if count)

    @property
    def answers(self) -> int:
        """How many answers count."""
        return sum(judged.answers for line in self.lines for judged in line.effective.judged)

    @property
    def recalled(self) -> int:
        return sum(line.forecast.share is not None for line in self.lines)


def readiness_page(user: User, levels: Mapping[str, int], goal: Goal, today: date) -> ReadinessPage:
    """How ready ``user``, who rates every topic (slug → 1–5), is for what ``goal`` still has ahead of ``today``."""
    rules, served = syllabus().policy.readiness, ahead(goal, today)
    scores = scores_for(served, today, levels)
    effective = effective_of(user, levels)
    day = served.interview_on or today
    taught = topics()
    forecasts = forecasts_of(user, taught, day)
    shares = {slug: forecast.share for slug, forecast in forecasts.items()}
    overall = measure_readiness(rules, scores, effective, shares)
    ready = {topic.slug: topic for topic in overall.topics}
    lines = tuple(
        ReadinessLine(
            topic,
            ready[slug],
            scores.by_slug[slug],
            wording.verdict(effective[slug]),
            forecasts[slug],
            find_support(rules, effective[slug]),
            find_next_step(topic, effective[slug], ready[slug].target),
        )
        for slug, topic in taught.items()
    )
    neediest = choose_topic(overall.topics)
    return ReadinessPage(
        goal=served,
        role=track().roles[served.role],
        asked_by=interviews_in_words(served),
        day=day,
        is_dated=served.interview_on is not None,
        overall=overall,
        word=track().readiness_word(overall.word),
        lines=lines,
        looks_like=measure_readiness(rules, scores, trust_every_answer(effective), {}).percent,
        next=next((line for line in lines if line.ready is neediest and line.step), None),
    )


def trust_every_answer(effective: Mapping[str, EffectiveLevel]) -> dict[str, EffectiveLevel]:
    """The levels as if whatever answers show counted at once."""
    return {slug: replace(level, level=level.shown or level.level) for slug, level in effective.items()}


def forecasts_of(user: User, slugs: Iterable[str], day: date) -> dict[str, Forecast]:
    """Slug → what is expected to be recalled on ``day``."""
    cards, recalls = cards_by_topic(), recall_on(user, day)
    return {slug: forecast([recall for _card, recall in recalls.get(slug, ())], cards[slug]) for slug in slugs}


def forecast(recalls: Sequence[float], cards: int) -> Forecast:
    """``recalls``: the chance (0 to 1) for each card that was seen, of ``cards`` in all."""
    share = Fraction(fsum(recalls)) / len(recalls) if recalls else None
    return Forecast(len(recalls), cards, share)


def interviews_in_words(goal: Goal) -> tuple[str, ...]:
    """Each interview that says for whom: "Google: Phone Screen, ML Depth"."""
    words = track()
    named = []
    for interview in goal.interviews:
        rounds = ", ".join(words.rounds[slug] for slug in interview.rounds)
        company = words.companies[interview.company] if interview.company else ""
        if text := ": ".join(part for part in (company, rounds) if part):
            named.append(text)
    return tuple(dict.fromkeys(named))
