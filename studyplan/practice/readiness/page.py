"""Readiness as data: each topic claimed, shown and asked for, the forecast for the day, and how well claims fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from studyplan.core.readiness import (
    Calibration,
    EffectiveLevel,
    Readiness,
    TopicReadiness,
    measure_calibration,
    measure_readiness,
    round_percent,
)
from studyplan.core.scoring import TopicScore
from studyplan.goals.services import ahead, scores_for
from studyplan.practice.cards.deck import cards_by_topic
from studyplan.practice.cards.recall import recall_on
from studyplan.practice.checks import wording
from studyplan.practice.evidence import effective_of


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

    @property
    def effective(self) -> EffectiveLevel:
        """The level that counts, and what it follows from."""
        return self.ready.effective

    @property
    def sureness(self) -> str:
        return wording.sureness(self.effective)

    @property
    def level_name(self) -> str:
        return track().level_name(self.effective.level)

    @property
    def level_of_target(self) -> str:
        return _("%(level)s of %(target)s") % {"level": self.effective.level, "target": self.ready.target}

    @property
    def evidence_title(self) -> str:
        return _("Checks, attempts and cards on %(topic)s") % {"topic": self.topic.short_name}

    @property
    def worth(self) -> Fraction:
        return self.ready.weight * self.ready.reached


@dataclass(frozen=True, slots=True)
class CalibrationLine:
    """A topic that was tested: claimed against shown."""

    topic: Topic
    effective: EffectiveLevel


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
    calibration: Calibration
    calibrated: tuple[CalibrationLine, ...]
    calibration_says: tuple[str, ...]

    @property
    def weight(self) -> int:
        return sum(line.ready.weight for line in self.lines)

    @property
    def worth(self) -> Fraction:
        return sum((line.worth for line in self.lines), Fraction())

    @property
    def tested(self) -> int:
        """How many topics' levels are decided by what was shown."""
        return sum(line.effective.tested for line in self.lines)

    @property
    def recalled(self) -> int:
        return sum(line.forecast.share is not None for line in self.lines)


def readiness_page(user: User, levels: Mapping[str, int], goal: Goal, today: date) -> ReadinessPage:
    """How ready ``user``, who rates every topic (slug → 1–5), is for what ``goal`` still has ahead of ``today``."""
    served = ahead(goal, today)
    scores = scores_for(served, today, levels)
    effective = effective_of(user, levels)
    day = served.interview_on or today
    taught = topics()
    forecasts = forecasts_of(user, taught, day)
    shares = {slug: forecast.share for slug, forecast in forecasts.items()}
    overall = measure_readiness(syllabus().policy.readiness, scores, effective, shares)
    ready = {topic.slug: topic for topic in overall.topics}
    calibrated = measure_calibration(effective[slug] for slug in taught)
    return ReadinessPage(
        goal=served,
        role=track().roles[served.role],
        asked_by=interviews_in_words(served),
        day=day,
        is_dated=served.interview_on is not None,
        overall=overall,
        word=track().readiness_word(overall.word),
        lines=tuple(
            ReadinessLine(topic, ready[slug], scores.by_slug[slug], wording.verdict(effective[slug]), forecasts[slug])
            for slug, topic in taught.items()
        ),
        calibration=calibrated,
        calibrated=tuple(CalibrationLine(taught[effective.topic], effective) for effective in calibrated.topics),
        calibration_says=wording.describe_calibration(calibrated) if calibrated.topics else (),
    )


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
