"""The state of a user's cards on a day, and the effect that a grade would have. Nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from statistics import median

from django.utils import timezone

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.goals.services import ahead, goal_of, scores_for
from studyplan.goals.values import ONE_DAY
from studyplan.practice.cards import fsrs
from studyplan.practice.cards.calendar import CardDays
from studyplan.practice.cards.deck import CardText, deck
from studyplan.practice.models import CardMemory, Review
from studyplan.practice.questions.bank import ALOUD_SECONDS
from studyplan.ui import clock

USUAL_SECONDS = {Card.Kind.FLASHCARD.value: 15, Card.Kind.RAPID_FIRE.value: ALOUD_SECONDS}
"""Seconds a card is expected to take before the user has reviews to tell."""

ENOUGH_REVIEWS, NEWEST_REVIEWS = 5, 200
"""From how many measured reviews on their median counts, and how many of the newest are looked at."""

MOST_SECONDS = 150
"""The longest estimate: a new card comes twice on its first day, and that must fit into the smallest limit."""


@dataclass(frozen=True, slots=True)
class QueuedCard:
    """A card as it comes; ``memory`` is ``None`` where it is new. ``seconds``: all that it takes on that day."""

    text: CardText
    memory: CardMemory | None
    seconds: int


@dataclass(frozen=True)
class CardState:
    """A user's cards on a day: their memories by card, and the seconds that each kind takes."""

    texts: Mapping[int, CardText]
    days: CardDays
    memories: Mapping[int, CardMemory]
    pace: Mapping[str, int]

    def comes_on(self, memory: CardMemory) -> date | None:
        """The day on which a card comes; ``None``: not before the interview."""
        reviewed_on = clock.day_of(memory.reviewed_at) if memory.reviewed_at else None
        return self.days.comes_on(memory.due_on, clock.day_of(memory.due_at), reviewed_on)

    def is_in_session(self, memory: CardMemory) -> bool:
        """Whether a card was asked today and comes again in the same session."""
        if memory.reviewed_at is None or memory.state == CardMemory.State.REVIEW:
            return False
        return clock.day_of(memory.reviewed_at) >= self.days.today

    def seconds(self, card_text: CardText) -> int:
        """The expected time for one review."""
        return self.pace[card_text.card.kind]

    def load_without(self, card: Card) -> dict[date, int]:
        """Seconds of cards by the day on which they come, without ``card``."""
        seconds_by_day: dict[date, int] = {}
        for pk, memory in self.memories.items():
            on = self.comes_on(memory)
            if on and pk != card.pk:
                seconds_by_day[on] = seconds_by_day.get(on, 0) + self.seconds(self.texts[pk])
        return seconds_by_day

    @cached_property
    def known(self) -> tuple[QueuedCard, ...]:
        """Every card that has come before, in the deck's order."""
        texts = ((card_text, self.memories.get(pk)) for pk, card_text in self.texts.items())
        return tuple(QueuedCard(card_text, memory, self.seconds(card_text)) for card_text, memory in texts if memory)

    @cached_property
    def weights(self) -> dict[str, int]:
        """Topic (slug) → its weight for the interviews ahead (rules §3)."""
        today = self.days.today
        return {topic.slug: topic.weight for topic in scores_for(ahead(self.days.goal, today), today).topics}


@dataclass(frozen=True, slots=True)
class NextTime:
    """When a card would come again: minutes later in the same session, or on a later day."""

    due_at: datetime
    due_on: date
    wait: timedelta

    @property
    def minutes(self) -> int:
        """Minutes until it comes in the same session; 0 where it comes on another day."""
        return 0 if self.wait >= ONE_DAY else max(1, round(self.wait / timedelta(minutes=1)))


def load_card_state(user: User, today: date) -> CardState:
    texts = deck()
    stored = user.card_memories.filter(card__is_retired=False)
    memories = {memory.card_id: memory for memory in stored if memory.card_id in texts}
    return CardState(texts, CardDays(goal_of(user), today), memories, measure_pace(user))


def measure_pace(user: User) -> dict[str, int]:
    """Seconds that a review takes by the card's kind: the median of the user's newest."""
    measured = user.card_reviews.filter(seconds__isnull=False).order_by("-reviewed_at", "-pk")
    newest = list(measured.values_list("card__kind", "seconds")[:NEWEST_REVIEWS])
    pace = dict(USUAL_SECONDS)
    for kind in pace:
        own = [seconds for of_kind, seconds in newest if of_kind == kind and seconds is not None]
        if len(own) >= ENOUGH_REVIEWS:
            pace[kind] = min(max(round(median(own)), 1), MOST_SECONDS)
    return pace


def schedule_review(
    days: CardDays, memory: CardMemory | None, grade: int, now: datetime, load: Mapping[date, int]
) -> tuple[fsrs.Memory, NextTime]:
    """The memory after a grade, and the card's next day; ``load``: seconds of the others by day."""
    after, wait = fsrs.review(fsrs.read_memory(memory), grade, days.today)
    if wait < ONE_DAY:
        return after, NextTime(now + wait, days.today, wait)
    # The same time on the clock: 24 hours later can be two days later when the clocks change.
    due_at = (now.astimezone(timezone.get_current_timezone()) + wait).astimezone(UTC)
    return after, NextTime(due_at, days.choose_day(wait.days, load), wait)


def preview_next_times(state: CardState, card: Card, now: datetime) -> dict[int, NextTime]:
    memory, load = state.memories.get(card.pk), state.load_without(card)
    return {grade: schedule_review(state.days, memory, grade, now, load)[1] for grade in Review.Grade.values}


def newest_review_id(user: User, card: Card) -> int:
    """Tells the state of a card from a later one; 0 before the first review."""
    return user.card_reviews.filter(card=card).values_list("pk", flat=True).last() or 0


def undoable_review(user: User, today: date) -> Review | None:
    """The newest grade, if it was given today."""
    newest = user.card_reviews.select_related("card__topic").last()
    return newest if newest and newest.reviewed_on == today else None
