"""What is known of a user's cards on a day, and what a grade would make of it. Nothing is written here."""

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
from studyplan.practice.cards import fsrs
from studyplan.practice.cards.calendar import DAY, CardDays
from studyplan.practice.cards.deck import Face, deck
from studyplan.practice.models import CardMemory, Review
from studyplan.practice.questions.bank import ALOUD_SECONDS
from studyplan.ui import clock

USUAL_SECONDS = {Card.Kind.FLASHCARD.value: 15, Card.Kind.RAPID_FIRE.value: ALOUD_SECONDS}
"""What a card takes until the user's own reviews say."""

ENOUGH_REVIEWS, NEWEST_REVIEWS = 5, 200
"""From how many measured reviews on their median counts, and how many of the newest are looked at."""

MOST_SECONDS = 150
"""The longest estimate: a new card comes twice on its first day, and that must fit into the smallest limit."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A card as it comes; ``memory`` is ``None`` where it is new. ``seconds``: all that it takes on that day."""

    face: Face
    memory: CardMemory | None
    seconds: int


@dataclass(frozen=True)
class Desk:
    """What is known of a user's cards on a day: their memories by card, and the seconds that each kind takes."""

    faces: Mapping[int, Face]
    days: CardDays
    memories: Mapping[int, CardMemory]
    pace: Mapping[str, int]

    def comes_on(self, memory: CardMemory) -> date | None:
        """The day on which a card comes; ``None``: not before the interview."""
        reviewed_on = clock.day_of(memory.reviewed_at) if memory.reviewed_at else None
        return self.days.comes_on(memory.due_on, clock.day_of(memory.due_at), reviewed_on)

    def is_begun(self, memory: CardMemory) -> bool:
        """Whether a card was asked today and comes again in the same sitting."""
        if memory.reviewed_at is None or memory.state == CardMemory.State.REVIEW:
            return False
        return clock.day_of(memory.reviewed_at) >= self.days.today

    def seconds(self, face: Face) -> int:
        """What one review of a card is expected to take."""
        return self.pace[face.card.kind]

    def load(self, but: Card) -> dict[date, int]:
        """Seconds of cards by the day on which they come, without the card ``but``."""
        found: dict[date, int] = {}
        for pk, memory in self.memories.items():
            on = self.comes_on(memory)
            if on and pk != but.pk:
                found[on] = found.get(on, 0) + self.seconds(self.faces[pk])
        return found

    @cached_property
    def known(self) -> tuple[Asked, ...]:
        """Every card that has come before, in the deck's order."""
        faces = ((face, self.memories.get(pk)) for pk, face in self.faces.items())
        return tuple(Asked(face, memory, self.seconds(face)) for face, memory in faces if memory)

    @cached_property
    def weights(self) -> dict[str, int]:
        """Topic (slug) → its weight for the interviews ahead (rules §3)."""
        today = self.days.today
        return {each.slug: each.weight for each in scores_for(ahead(self.days.goal, today), today).topics}


@dataclass(frozen=True, slots=True)
class NextTime:
    """When a card would come again: some minutes later in the same sitting, or on a day to come."""

    due_at: datetime
    due_on: date
    wait: timedelta

    @property
    def minutes(self) -> int:
        """How many minutes later in the same sitting; 0 where it comes on another day."""
        return 0 if self.wait >= DAY else max(1, round(self.wait / timedelta(minutes=1)))


def desk_of(user: User, today: date) -> Desk:
    """All that is known of the user's cards, as of ``today``."""
    faces = deck()
    stored = user.card_memories.filter(card__is_retired=False)
    memories = {memory.card_id: memory for memory in stored if memory.card_id in faces}
    return Desk(faces, CardDays(goal_of(user), today), memories, pace_of(user))


def pace_of(user: User) -> dict[str, int]:
    """Seconds that a review takes by the card's kind: the median of the user's newest."""
    measured = user.card_reviews.filter(seconds__isnull=False).order_by("-reviewed_at", "-pk")
    newest = list(measured.values_list("card__kind", "seconds")[:NEWEST_REVIEWS])
    found = dict(USUAL_SECONDS)
    for kind in found:
        own = [seconds for of_kind, seconds in newest if of_kind == kind and seconds is not None]
        if len(own) >= ENOUGH_REVIEWS:
            found[kind] = min(max(round(median(own)), 1), MOST_SECONDS)
    return found


def next_time(
    days: CardDays, memory: CardMemory | None, given: int, now: datetime, load: Mapping[date, int]
) -> tuple[fsrs.Known, NextTime]:
    """What a grade makes of a card's memory, and when the card comes again; ``load``: seconds of the others by day."""
    after, wait = fsrs.graded(fsrs.known(memory), given, days.today)
    if wait < DAY:
        return after, NextTime(now + wait, days.today, wait)
    # The same time on the clock: 24 hours later can be two days later when the clocks change.
    due_at = (now.astimezone(timezone.get_current_timezone()) + wait).astimezone(UTC)
    return after, NextTime(due_at, days.balanced(wait.days, load), wait)


def next_times(desk: Desk, card: Card, now: datetime) -> dict[int, NextTime]:
    """When the card comes again, by the grade that it gets now."""
    memory, load = desk.memories.get(card.pk), desk.load(card)
    return {given: next_time(desk.days, memory, given, now, load)[1] for given in Review.Grade.values}


def seen_of(user: User, card: Card) -> int:
    """What tells the state of a card from a later one: its newest review, 0 before the first."""
    return user.card_reviews.filter(card=card).values_list("pk", flat=True).last() or 0


def undoable(user: User, today: date) -> Review | None:
    """The newest grade, if it was given today."""
    newest = user.card_reviews.select_related("card__topic").last()
    return newest if newest and newest.reviewed_on == today else None
