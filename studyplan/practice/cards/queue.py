"""Today's cards: which come, in which order and for how long; what comes later, and by when all of it has come.

What is due comes before what is new, and of it what is most useful: a topic's weight for the goal × the chance that the
card is forgotten. What does not fit into the day's minutes waits for the next study day; nothing is written for that,
the days are worked out anew each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from studyplan.accounts.models import User
from studyplan.assessment.services import levels_of
from studyplan.practice.cards import fsrs
from studyplan.practice.cards.calendar import CardDays, Schedule, WaitingItem, spread
from studyplan.practice.cards.deck import CardText
from studyplan.practice.cards.state import CardState, QueuedCard, load_card_state
from studyplan.practice.models import PracticeSettings
from studyplan.progress.services import ticks_of

TIMES_A_NEW_CARD_COMES = 2

LATELY = timedelta(days=14)
"""For how long after a review the plan goes on leaving minutes to cards."""

SEEN = 2
"""The level from which on somebody has met a topic, so that its cards recall something."""


@dataclass(frozen=True)
class CardSession:
    """The cards that come today, in their order, within ``limit`` seconds a study day of which ``spent`` are over.

    ``later``: due by now, but for another day. ``to_come``: on which day what waits is expected. ``has_new``: there
    are cards that the user could meet, in topics that are read or were seen before.
    """

    state: CardState
    settings: PracticeSettings
    limit: int
    spent: int
    queue: tuple[QueuedCard, ...]
    to_come: Schedule[QueuedCard]
    later: int
    has_new: bool

    @property
    def days(self) -> CardDays:
        return self.state.days

    @property
    def seconds(self) -> int:
        """The expected time for the cards that are left today."""
        return sum(card.seconds for card in self.queue)

    @property
    def new(self) -> int:
        return sum(card.memory is None for card in self.queue)

    @cached_property
    def final_review_cards(self) -> tuple[QueuedCard, ...]:
        days = self.days.final_review
        return tuple(card for on, cards in self.to_come.days.items() if days and on >= days[0] for card in cards)

    @cached_property
    def overflow(self) -> tuple[CardText, ...]:
        """Known cards that find no place any more before the interview, in the deck's order."""
        left = {card.text.card.pk for card in self.to_come.overflow}
        return tuple(card.text for card in self.state.known if card.text.card.pk in left)


@dataclass(frozen=True, slots=True)
class CardsDue:
    """The cards due today: ``count`` of them in about ``minutes``, ``new`` of them new.

    ``later`` more are due, and come on the next study days; by the end of ``caught_up_on`` all have come (``None``:
    not before the interview).
    """

    count: int
    minutes: int
    new: int
    later: int
    caught_up_on: date | None


def due_today(user: User, now: datetime, today: date) -> CardsDue:
    session = build_session(user, now, today)
    return CardsDue(
        len(session.queue), round_up_minutes(session.seconds), session.new, session.later, session.to_come.caught_up_on
    )


def round_up_minutes(seconds: int) -> int:
    return -(-seconds // 60)


def reserved_card_minutes(user: User, today: date) -> int:
    """Minutes a day that a plan leaves to cards: those of the limit, for whoever has reviewed any lately; else 0."""
    if not user.card_reviews.filter(reviewed_on__gt=today - LATELY).exists():
        return 0
    return settings_of(user).card_minutes


def settings_of(user: User) -> PracticeSettings:
    """The stored settings, or unsaved defaults."""
    return PracticeSettings.objects.filter(user=user).first() or PracticeSettings(user=user)


def build_session(user: User, now: datetime, today: date, extra_batches: int = 0) -> CardSession:
    """Today's cards; each of the ``extra_batches`` that the user asked for adds one more day's minutes."""
    state, settings = load_card_state(user, today), settings_of(user)
    limit = 60 * min(settings.card_minutes, state.days.goal.minutes)
    spent = seconds_spent(user, today, state)
    in_session = [card for card in state.known if card.memory and state.is_in_session(card.memory)]
    room = limit * (state.days.is_open(today) + extra_batches) - spent - sum(card.seconds for card in in_session)
    waiting_items = list(waiting_cards(state))
    to_come = spread(state.days, waiting_items, room=room, limit=limit)
    due = to_come.days[today]
    unmet = list(unmet_cards(user, state))
    new: list[QueuedCard] = []
    if to_come.caught_up_on == today:
        room -= sum(card.seconds for card in due)
        new = list(take_fitting(unmet, room))
    later = sum(item.due <= today for item in waiting_items) - len(due)
    queue = order_queue(in_session, [*due, *new], now)
    return CardSession(state, settings, limit, spent, queue, to_come, later, has_new=len(unmet) > len(new))


def seconds_spent(user: User, today: date, state: CardState) -> int:
    """Seconds of cards today; a review that nobody measured counts as the usual."""
    reviews = user.card_reviews.filter(reviewed_on=today).values_list("card__kind", "seconds")
    return sum(state.pace[kind] if seconds is None else seconds for kind, seconds in reviews)


def waiting_cards(state: CardState) -> Iterator[WaitingItem[QueuedCard]]:
    """Every known card on the day on which it comes next, and once more in the last days before the interview."""
    final_review = state.days.final_review
    for card in state.known:
        if card.memory is None:
            continue
        chance = fsrs.recall_chance(fsrs.read_memory(card.memory), state.days.today)
        urgency = state.weights[card.text.card.topic.slug] * (1 - (chance or 0))
        on = state.days.today if state.is_in_session(card.memory) else state.comes_on(card.memory)
        if on and not state.is_in_session(card.memory):
            yield WaitingItem(card, on, card.seconds, urgency)
        if on and final_review and on < final_review[0]:
            yield WaitingItem(card, final_review[0], card.seconds, urgency)


def unmet_cards(user: User, state: CardState) -> Iterable[QueuedCard]:
    """Cards that are new to the user, of topics that they read or had seen before: the weightiest topic first."""
    levels, ticks = levels_of(user), ticks_of(user)
    met = {slug for slug in state.weights if levels.get(slug, 0) >= SEEN or ticks.is_done(f"read:{slug}")}
    texts = [
        card_text
        for pk, card_text in state.texts.items()
        if pk not in state.memories and card_text.card.topic.slug in met
    ]
    texts.sort(key=lambda card_text: -state.weights[card_text.card.topic.slug])
    return (QueuedCard(card_text, None, state.seconds(card_text) * TIMES_A_NEW_CARD_COMES) for card_text in texts)


def take_fitting(cards: Iterable[QueuedCard], room: int) -> Iterator[QueuedCard]:
    """The first cards that fit into ``room`` seconds."""
    for card in cards:
        room -= card.seconds
        if room < 0:
            return
        yield card


def order_queue(
    in_session: Iterable[QueuedCard], others: Iterable[QueuedCard], now: datetime
) -> tuple[QueuedCard, ...]:
    """Cards being learned come first once their minutes have passed, and after the others until then."""
    steps = sorted((card.memory.due_at, number, card) for number, card in enumerate(in_session) if card.memory)
    ripe = [card for due_at, _number, card in steps if due_at <= now]
    return (*ripe, *others, *(card for due_at, _number, card in steps if due_at > now))
