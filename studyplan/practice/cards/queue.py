"""Today's cards: which come, in which order and for how long; what comes later, and by when all of it has come.

What is due comes before what is new, and of it what is most useful: a topic's weight for the goal × the chance that the
card is forgotten. What does not fit into the day's minutes waits for the next study day; nothing is written for that,
the days are worked out anew each time. ``newcomers`` says which new cards come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from studyplan.accounts.models import User
from studyplan.catalog.syllabus import syllabus
from studyplan.core.model import Goal
from studyplan.core.planning.days import DayMinutes
from studyplan.goals.services import goal_of
from studyplan.practice.cards import fsrs
from studyplan.practice.cards.calendar import CardDays, Schedule, WaitingItem, place_first, spread
from studyplan.practice.cards.deck import CardText
from studyplan.practice.cards.newcomers import TIMES_A_NEW_CARD_COMES, take_fitting, unmet_cards
from studyplan.practice.cards.state import CardState, QueuedCard, load_card_state
from studyplan.practice.models import PracticeSettings


@dataclass(frozen=True)
class CardSession:
    """The cards that come today, in their order, within ``limit`` seconds; of one ``topic`` (slug) or of all ("").

    ``later``: due by now, but for another day. ``to_come``: on which day what waits is expected. ``has_new``: there
    are cards that the user could meet on another day.
    """

    state: CardState
    limit: int
    queue: tuple[QueuedCard, ...]
    to_come: Schedule[QueuedCard]
    later: int
    has_new: bool
    topic: str = ""

    @property
    def settings(self) -> PracticeSettings:
        return self.state.settings

    @property
    def spent(self) -> int:
        """Seconds of today that are over."""
        return self.state.spent

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
        left = {card.text.number for card in self.to_come.overflow}
        return tuple(card.text for card in self.state.known if card.text.number in left)


@dataclass(frozen=True, slots=True)
class CardsDue:
    """The cards that come today: so many, in about so many minutes, ``new`` ones among them.

    ``done``: reviews that today has had.
    """

    count: int
    minutes: int
    new: int = 0
    done: int = 0

    @property
    def due(self) -> int:
        """Those that came before."""
        return self.count - self.new


def due_today(user: User, goal: Goal, today: date) -> CardsDue:
    """The size of today's queue without the queue: one query, and a second where there is time for new cards."""
    state = load_card_state(user, goal, today, of_today=True)
    taken = cards_in_session(state)
    limit = find_limits(goal, state.settings)(today)
    room = limit * state.days.is_open(today) - state.spent - sum_seconds(taken)
    due = [(card, on) for card, on in waiting_cards(state) if on <= today]
    new: list[QueuedCard] = []
    if (left := room - sum(card.seconds for card, _on in due)) >= 0:
        taken += [card for card, _on in due]
        if state.new_cards_left > 0 and left >= TIMES_A_NEW_CARD_COMES * min(state.pace.values()):
            new = take_fitting(unmet_cards(user, state), left, state.new_cards_left)
    else:
        taken += place_first((weigh_urgency(state, card, on) for card, on in due), room)
    minutes = round_up_minutes(sum_seconds(taken) + sum_seconds(new))
    return CardsDue(len(taken) + len(new), minutes, len(new), state.done.reviews)


def round_up_minutes(seconds: int) -> int:
    return -(-seconds // 60)


def own_card_minutes(user: User) -> int | None:
    """Minutes of cards a day that the user has set; ``None``: the plan's share (rules §4)."""
    return PracticeSettings.objects.filter(user=user).values_list("card_minutes", flat=True).first()


def settings_of(user: User) -> PracticeSettings:
    """The stored settings, or unsaved defaults."""
    return PracticeSettings.objects.filter(user=user).first() or PracticeSettings(user=user)


def build_session(
    user: User, now: datetime, today: date, extra_batches: int = 0, goal: Goal | None = None, topic: str = ""
) -> CardSession:
    """Today's cards; each of the ``extra_batches`` that the user asked for adds one more day's minutes and new cards.

    ``goal``: the user's, where it has been read already. ``topic``: only its cards (slug), whether it is read or not.
    """
    state = load_card_state(user, goal or goal_of(user), today)
    limit_on = find_limits(state.days.goal, state.settings)
    limit = limit_on(today)
    in_session = [card for card in cards_in_session(state) if is_of(card, topic)]
    room = limit * (state.days.is_open(today) + extra_batches) - state.spent - sum_seconds(in_session)
    waiting_items = [weigh_urgency(state, card, on) for card, on in waiting_cards(state) if is_of(card, topic)]
    to_come = spread(state.days, waiting_items, room=room, limit_on=limit_on)
    due = to_come.days[today]
    unmet = unmet_cards(user, state, topic)
    new: list[QueuedCard] = []
    if to_come.caught_up_on == today:
        most = state.new_cards_left + extra_batches * state.settings.new_cards
        new = take_fitting(unmet, room - sum_seconds(due), most)
    later = sum(item.due <= today for item in waiting_items) - len(due)
    queue = order_queue(in_session, mix(state, due, new), now)
    has_new = len(unmet) > len(new) and state.settings.new_cards > 0
    return CardSession(state, limit, queue, to_come, later, has_new, topic)


def is_of(card: QueuedCard, topic: str) -> bool:
    return not topic or card.text.topic == topic


def find_limits(goal: Goal, settings: PracticeSettings) -> Callable[[date], int]:
    """Date → seconds of cards on it, if it is a study day: what a plan leaves to them, or a little of its free time."""
    minutes = DayMinutes(syllabus().policy, replace(goal, card_minutes=settings.card_minutes))
    return lambda on: 60 * max(PracticeSettings.LEAST_MINUTES, minutes.count(on)[1])


def sum_seconds(cards: Iterable[QueuedCard]) -> int:
    return sum(card.seconds for card in cards)


def cards_in_session(state: CardState) -> list[QueuedCard]:
    """Those that were asked today and come again."""
    return [card for card in state.known if card.memory and state.is_in_session(card.memory)]


def waiting_cards(state: CardState) -> Iterator[tuple[QueuedCard, date]]:
    """Every known card with the day on which it comes next, and once more in the last days before the interview."""
    final_review = state.days.final_review
    for card in state.known:
        if card.memory is None:
            continue
        if state.is_in_session(card.memory):
            on: date | None = state.days.today
        elif on := state.comes_on(card.memory):
            yield card, on
        if on and final_review and on < final_review[0]:
            yield card, final_review[0]


def weigh_urgency(state: CardState, card: QueuedCard, on: date) -> WaitingItem[QueuedCard]:
    """The card as it waits for a day."""
    chance = fsrs.recall_chance(card.memory.memory, state.days.today) if card.memory else None
    return WaitingItem(card, on, card.seconds, state.weights.get(card.text.topic, 0) * (1 - (chance or 0)))


def order_queue(
    in_session: Iterable[QueuedCard], others: Iterable[QueuedCard], now: datetime
) -> tuple[QueuedCard, ...]:
    """Cards being learned come first once their minutes have passed, and after the others until then."""
    steps = sorted((card.memory.due_at, number, card) for number, card in enumerate(in_session) if card.memory)
    ripe = [card for due_at, _number, card in steps if due_at <= now]
    return (*ripe, *others, *(card for due_at, _number, card in steps if due_at > now))


def mix(state: CardState, due: Sequence[QueuedCard], new: Sequence[QueuedCard]) -> Iterator[QueuedCard]:
    """New cards spread evenly among those that are due, over the whole day, so that neither waits for the other."""
    places = [*spread_evenly(due, state.old_done), *spread_evenly(new, state.done.new_cards, after=0.5)]
    in_order = [card for _place, card in sorted(places, key=lambda pair: pair[0])]
    return vary_topics(in_order, state.newest_topics)


def spread_evenly(cards: Sequence[QueuedCard], done: int, after: float = 0.0) -> Iterator[tuple[float, QueuedCard]]:
    """Each card with its place in the day (0 to 1), where ``done`` others of its sort came before.

    ``after``: the part of a card's share of the day that passes before it.
    """
    whole = done + len(cards)
    return (((done + number + after) / whole, card) for number, card in enumerate(cards))


def vary_topics(cards: Iterable[QueuedCard], before: Sequence[str]) -> Iterator[QueuedCard]:
    """The same cards with no more than two of a topic in a row, as far as there are others; ``before``: what was."""
    left, row = list(cards), list(before)[-2:]
    while left:
        tired = row[1] if len(row) == 2 and row[0] == row[1] else None
        place = next((place for place, card in enumerate(left) if card.text.topic != tired), None)
        if place is None:
            yield from left
            return
        card = left.pop(place)
        row = [*row[-1:], card.text.topic]
        yield card
