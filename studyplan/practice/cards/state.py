"""The state of a user's cards on a day, and the effect that a grade would have. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.db import models
from django.db.models import FilteredRelation, Q
from django.utils import timezone

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.core.model import Goal
from studyplan.goals.services import ahead, scores_for
from studyplan.goals.values import ONE_DAY
from studyplan.practice.cards import fsrs
from studyplan.practice.cards.calendar import CardDays
from studyplan.practice.cards.deck import CardText, deck
from studyplan.practice.cards.memories import MEMORY_COLUMNS, StoredMemory, make_memories
from studyplan.practice.cards.summary import KINDS
from studyplan.practice.models import CardMemory, PracticeSettings, Review, ReviewSummary
from studyplan.practice.questions.bank import ALOUD_SECONDS
from studyplan.ui.queries import Parameter, PreparedQuery

USUAL_SECONDS = {Card.Kind.FLASHCARD.value: 15, Card.Kind.RAPID_FIRE.value: ALOUD_SECONDS}
"""Seconds a card is expected to take before the user has reviews to tell."""

IN_SESSION = (CardMemory.State.LEARNING, CardMemory.State.RELEARNING)
"""In these states a card that was asked today comes again in the same session."""

SETTINGS = ("practice_settings__card_minutes", "practice_settings__has_two_buttons")
SUMMARY = (
    "review_summary__reviewed_on",
    "review_summary__seconds",
    "review_summary__unmeasured_flashcards",
    "review_summary__unmeasured_rapid_fire",
    "review_summary__flashcard_seconds",
    "review_summary__rapid_fire_seconds",
    "review_summary__newest",
    "review_summary__newest__card",
    "review_summary__newest__grade",
)


def select_state(users: models.QuerySet[User], memories: str) -> models.QuerySet[User, Any]:
    """A row for each of ``memories`` (a relation), with the user's settings and summary."""
    columns = (*SETTINGS, *SUMMARY, *(f"{memories}__{name}" for name in MEMORY_COLUMNS))
    return users.filter(pk=Parameter("user")).values_list(*columns)


ALL_CARDS = PreparedQuery(lambda: select_state(User.objects.all(), "card_memories"))
IS_OF_TODAY = Q(card_memories__due_on__lte=Parameter("today", models.DateField())) | Q(
    card_memories__state__in=IN_SESSION
)
CARDS_OF_TODAY = PreparedQuery(
    lambda: select_state(
        User.objects.annotate(due=FilteredRelation("card_memories", condition=IS_OF_TODAY)), memories="due"
    )
)


class QueuedCard(NamedTuple):
    """A card as it comes; ``memory`` is ``None`` where it is new. ``seconds``: all that it takes on that day."""

    text: CardText
    memory: StoredMemory | None
    seconds: int


class NewestReview(NamedTuple):
    """The review that an undo takes back: its key, its card's, and the grade."""

    pk: int
    card: int
    grade: Review.Grade


@dataclass(frozen=True)
class CardState:
    """A user's cards on a day: their memories by card, and the seconds that each kind takes.

    ``spent``: seconds of cards today. ``newest``: today's newest review.
    """

    texts: Mapping[int, CardText]
    days: CardDays
    memories: Mapping[int, StoredMemory]
    settings: PracticeSettings
    pace: Mapping[str, int]
    spent: int
    newest: NewestReview | None

    def comes_on(self, stored: StoredMemory) -> date | None:
        """The day on which a card comes; ``None``: not before the interview."""
        return self.days.comes_on(stored.due_on, stored.due_day, stored.memory.reviewed_on)

    def is_in_session(self, stored: StoredMemory) -> bool:
        """Whether a card was asked today and comes again in the same session."""
        memory = stored.memory
        return memory.reviewed_on is not None and memory.reviewed_on >= self.days.today and memory.state in IN_SESSION

    def seconds(self, card_text: CardText) -> int:
        """The expected time for one review."""
        return self.pace[card_text.card.kind]

    def load_without(self, card: Card) -> dict[date, int]:
        """Seconds of cards by the day on which they come, without ``card``."""
        seconds_by_day: dict[date, int] = {}
        for pk, stored in self.memories.items():
            on = self.comes_on(stored)
            if on and pk != card.pk and pk in self.texts:
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


def load_card_state(user: User, goal: Goal, today: date, *, of_today: bool = False) -> CardState:
    """All of it in one query; where only the state ``of_today`` is asked for, without cards that come later."""
    days = CardDays(goal, today)
    if of_today and not days.is_final_review:
        rows = CARDS_OF_TODAY.fetch(user=user.pk, today=today)
    else:
        rows = ALL_CARDS.fetch(user=user.pk)
    card_minutes, has_two_buttons, *summary = rows[0][: -len(MEMORY_COLUMNS)]
    settings = PracticeSettings(user=user)
    if has_two_buttons is not None:
        settings.card_minutes, settings.has_two_buttons = card_minutes, has_two_buttons
    stored = make_memories(row[-len(MEMORY_COLUMNS) :] for row in rows if row[-len(MEMORY_COLUMNS)] is not None)
    return CardState(deck(), days, {memory.card: memory for memory in stored}, settings, *read_summary(summary, today))


def read_summary(row: Sequence[Any], today: date) -> tuple[dict[str, int], int, NewestReview | None]:
    """From the columns of ``SUMMARY``: the seconds that cards take by kind, those of today, today's newest review.

    A review that nobody measured takes the usual.
    """
    reviewed_on, seconds, *unmeasured, flashcard, rapid_fire, newest, card, grade = row
    pace = {kind: own or USUAL_SECONDS[kind] for kind, own in zip(KINDS, (flashcard, rapid_fire), strict=True)}
    if reviewed_on != today:
        return pace, 0, None
    spent = seconds + sum(pace[kind] * count for kind, count in zip(KINDS, unmeasured, strict=True))
    return pace, spent, NewestReview(newest, card, Review.Grade(grade)) if newest else None


def schedule_review(
    days: CardDays, memory: fsrs.Memory, grade: int, now: datetime, load: Mapping[date, int]
) -> tuple[fsrs.Memory, NextTime]:
    """The memory after a grade, and the card's next day; ``load``: seconds of the others by day."""
    return list(schedule_grades(days, memory, now, load, best=grade))[-1]


def schedule_grades(
    days: CardDays, memory: fsrs.Memory, now: datetime, load: Mapping[date, int], best: int = Review.Grade.EASY
) -> Iterator[tuple[fsrs.Memory, NextTime]]:
    """The same for each grade from the worst to the ``best``.

    A better grade never brings the card sooner: days near to each other would, where the earlier one has less to do.
    """
    earliest = days.today
    for grade in Review.Grade.values[:best]:
        after, wait = fsrs.review(memory, grade, days.today)
        next_time = _next_time(days, wait, now, load, earliest)
        earliest = next_time.due_on
        yield after, next_time


def _next_time(days: CardDays, wait: timedelta, now: datetime, load: Mapping[date, int], earliest: date) -> NextTime:
    if wait < ONE_DAY:
        return NextTime(now + wait, days.today, wait)
    # The same time on the clock: 24 hours later can be two days later when the clocks change.
    due_at = (now.astimezone(timezone.get_current_timezone()) + wait).astimezone(UTC)
    return NextTime(due_at, days.choose_day(wait.days, load, earliest), wait)


def preview_next_times(state: CardState, card: Card, now: datetime) -> dict[int, NextTime]:
    stored, load = state.memories.get(card.pk), state.load_without(card)
    memory = stored.memory if stored else fsrs.NEW
    outcomes = schedule_grades(state.days, memory, now, load)
    return dict(zip(Review.Grade.values, (next_time for _after, next_time in outcomes), strict=True))


def undoable_review(user: User, today: date) -> Review | None:
    """The newest grade, if it was given today."""
    summary = ReviewSummary.objects.filter(user=user, reviewed_on=today).select_related("newest").first()
    return summary.newest if summary else None
