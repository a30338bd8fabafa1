"""The state of a user's cards on a day, and the effect that a grade would have. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.utils import timezone

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.core.model import Goal
from studyplan.goals.services import ahead, scores_for
from studyplan.goals.values import ONE_DAY
from studyplan.practice.cards import fsrs
from studyplan.practice.cards.calendar import CardDays
from studyplan.practice.cards.deck import CardText, deck, number_of
from studyplan.practice.cards.memories import MEMORY_COLUMNS, StoredMemory, make_memories
from studyplan.practice.cards.own import texts_of, wordless_text
from studyplan.practice.cards.summary import KINDS, LEAST_SECONDS, USUAL_SECONDS
from studyplan.practice.models import CardMemory, OwnCard, PracticeSettings, Review, ReviewSummary
from studyplan.ui.queries import Parameter, PreparedQuery

IN_SESSION = (CardMemory.State.LEARNING, CardMemory.State.RELEARNING)
"""In these states a card that was asked today comes again in the same session."""

SETTINGS = (
    "practice_settings__card_minutes",
    "practice_settings__has_two_buttons",
    "practice_settings__new_cards",
)
SUMMARY = (
    "review_summary__reviewed_on",
    "review_summary__seconds",
    "review_summary__reviews",
    "review_summary__recalled",
    "review_summary__new_cards",
    "review_summary__unmeasured_flashcards",
    "review_summary__unmeasured_rapid_fire",
    "review_summary__flashcard_seconds",
    "review_summary__rapid_fire_seconds",
    "review_summary__newest",
    "review_summary__newest__card",
    "review_summary__newest__own",
    "review_summary__newest__grade",
)


OWN_COLUMNS = ("own__topic__slug", "own__deleted_on")
"""What is to be known of an own card where its words do not matter."""

FIRST = 1 + len(SETTINGS) + len(SUMMARY)
LAST = FIRST + len(MEMORY_COLUMNS)
"""Places of the memory's columns in a row."""


def select_state(users: models.QuerySet[User], memories: str) -> models.QuerySet[User, Any]:
    """A row for each of ``memories`` (a relation), with the user's settings and summary, and whether they write."""
    of_memory = (f"{memories}__{name}" for name in (*MEMORY_COLUMNS, *OWN_COLUMNS))
    columns = ("writes", *SETTINGS, *SUMMARY, *of_memory)
    own_cards = OwnCard.objects.filter(user=OuterRef("pk"), deleted_on=None)
    return users.annotate(writes=Exists(own_cards)).filter(pk=Parameter("user")).values_list(*columns)


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
    """The review that an undo takes back: its key, its card's number, and the grade."""

    pk: int
    card: int
    grade: Review.Grade


class DayDone(NamedTuple):
    """What a user has done with cards today: seconds, reviews, those recalled, new cards, and the newest review."""

    seconds: int = 0
    reviews: int = 0
    recalled: int = 0
    new_cards: int = 0
    newest: NewestReview | None = None


@dataclass(frozen=True)
class CardState:
    """A user's cards on a day: texts and memories by card, and the seconds that each kind takes."""

    texts: Mapping[int, CardText]
    days: CardDays
    memories: Mapping[int, StoredMemory]
    settings: PracticeSettings
    pace: Mapping[str, int]
    done: DayDone

    @property
    def spent(self) -> int:
        """Seconds of cards that the day has had; clicking fast does not make the day's work longer."""
        return max(self.done.seconds, self.done.reviews * min(LEAST_SECONDS.values()))

    @property
    def new_cards_left(self) -> int:
        """How many new cards today may still have."""
        return self.settings.new_cards - self.done.new_cards

    def comes_on(self, stored: StoredMemory) -> date | None:
        """The day on which a card comes; ``None``: not before the interview."""
        return self.days.comes_on(stored.due_on, stored.due_day, stored.memory.reviewed_on)

    def is_in_session(self, stored: StoredMemory) -> bool:
        """Whether a card was asked today and comes again in the same session."""
        memory = stored.memory
        return memory.reviewed_on is not None and memory.reviewed_on >= self.days.today and memory.state in IN_SESSION

    def seconds(self, card_text: CardText) -> int:
        """The expected time for one review."""
        return self.pace[card_text.kind]

    def load_without(self, card: Card | OwnCard) -> dict[date, int]:
        """Seconds of cards by the day on which they come, without ``card``."""
        seconds_by_day: dict[date, int] = {}
        number = number_of(card)
        for key, stored in self.memories.items():
            on = None if stored.is_set_aside else self.comes_on(stored)
            if on and key != number and key in self.texts:
                seconds_by_day[on] = seconds_by_day.get(on, 0) + self.seconds(self.texts[key])
        return seconds_by_day

    @cached_property
    def known(self) -> tuple[QueuedCard, ...]:
        """Every card that has come before and is not set aside, in the deck's order."""
        texts = ((card_text, self.memories.get(number)) for number, card_text in self.texts.items())
        return tuple(
            QueuedCard(card_text, stored, self.seconds(card_text))
            for card_text, stored in texts
            if stored and not stored.is_set_aside
        )

    @cached_property
    def newest_topics(self) -> tuple[str, ...]:
        """Topics of the last two cards that were graded today, the newest last."""
        graded = [
            (stored.reviewed_at, stored.card)
            for stored in self.memories.values()
            if stored.reviewed_at and stored.memory.reviewed_on == self.days.today and stored.card in self.texts
        ]
        return tuple(self.texts[card].topic for _at, card in sorted(graded)[-2:])

    @property
    def old_done(self) -> int:
        """How many cards were graded today that were not new."""
        today = self.days.today
        graded = sum(stored.memory.reviewed_on == today for stored in self.memories.values())
        return max(0, graded - self.done.new_cards)

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
    """In one query; where the user has cards of their own, in two.

    The state ``of_today`` is without cards that come later, and without the words of own cards.
    """
    days = CardDays(goal, today)
    if of_today and not days.is_final_review:
        rows = CARDS_OF_TODAY.fetch(user=user.pk, today=today)
    else:
        rows = ALL_CARDS.fetch(user=user.pk)
    writes, card_minutes, has_two_buttons, new_cards, *summary = rows[0][:FIRST]
    settings = PracticeSettings(user=user)
    if has_two_buttons is not None:
        settings.card_minutes, settings.has_two_buttons = card_minutes, has_two_buttons
        settings.new_cards = new_cards
    stored = list(make_memories(row[FIRST:LAST] for row in rows if row[FIRST] is not None))
    if of_today:
        topics = (row[LAST:] for row in rows if row[FIRST] is not None)
        topic_of = {memory.card: topic for memory, (topic, deleted) in zip(stored, topics, strict=True) if not deleted}
        own = sorted((number for number in topic_of if number < 0), reverse=True)
        texts: Mapping[int, CardText] = {number: wordless_text(number, topic_of[number]) for number in own} | deck()
    else:
        texts = texts_of(user) if writes else deck()
    return CardState(texts, days, {memory.card: memory for memory in stored}, settings, *read_summary(summary, today))


def read_summary(row: Sequence[Any], today: date) -> tuple[dict[str, int], DayDone]:
    """From the columns of ``SUMMARY``: the seconds that cards take by kind, and what was done today.

    A review that nobody measured takes the usual.
    """
    reviewed_on, seconds, reviews, recalled, new_cards, *unmeasured = row[:7]
    flashcard, rapid_fire, newest, card, own, grade = row[7:]
    pace = {
        kind: measured or USUAL_SECONDS[kind] for kind, measured in zip(KINDS, (flashcard, rapid_fire), strict=True)
    }
    if reviewed_on != today:
        return pace, DayDone()
    spent = seconds + sum(pace[kind] * count for kind, count in zip(KINDS, unmeasured, strict=True))
    number = card or -(own or 0)
    review = NewestReview(newest, number, Review.Grade(grade)) if newest and number else None
    return pace, DayDone(spent, reviews, recalled, new_cards, review)


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


def preview_next_times(state: CardState, card: Card | OwnCard, now: datetime) -> dict[int, NextTime]:
    stored, load = state.memories.get(number_of(card)), state.load_without(card)
    memory = stored.memory if stored else fsrs.NEW
    outcomes = schedule_grades(state.days, memory, now, load)
    return dict(zip(Review.Grade.values, (next_time for _after, next_time in outcomes), strict=True))


def undoable_review(user: User, today: date) -> Review | None:
    """The newest grade, if it was given today."""
    summary = ReviewSummary.objects.filter(user=user, reviewed_on=today).select_related("newest").first()
    return summary.newest if summary else None
