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
from studyplan.practice.cards.calendar import CardDays, Spread, Waiting, spread
from studyplan.practice.cards.deck import Face
from studyplan.practice.cards.state import Asked, Desk, desk_of
from studyplan.practice.models import PracticeSettings
from studyplan.progress.services import ticks_of

TIMES_A_NEW_CARD_COMES = 2

LATELY = timedelta(days=14)
"""For how long after a review the plan goes on leaving minutes to cards."""

SEEN = 2
"""The level from which on somebody has met a topic, so that its cards recall something."""


@dataclass(frozen=True)
class Sitting:
    """The cards that come today, in their order, within ``limit`` seconds a study day of which ``spent`` are over.

    ``later``: due by now, but for another day. ``to_come``: on which day what waits is expected. ``has_new``: there
    are cards that the user could meet, in topics that are read or were seen before.
    """

    desk: Desk
    settings: PracticeSettings
    limit: int
    spent: int
    queue: tuple[Asked, ...]
    to_come: Spread[Asked]
    later: int
    has_new: bool

    @property
    def days(self) -> CardDays:
        """The user's days."""
        return self.desk.days

    @property
    def seconds(self) -> int:
        """What the cards that come today are expected to take from now on."""
        return sum(each.seconds for each in self.queue)

    @property
    def new(self) -> int:
        """How many of them are new."""
        return sum(each.memory is None for each in self.queue)

    @cached_property
    def swept(self) -> tuple[Asked, ...]:
        """What comes in the last days before the interview."""
        sweep = self.days.sweep
        return tuple(each for on, found in self.to_come.days.items() if sweep and on >= sweep[0] for each in found)

    @cached_property
    def overflow(self) -> tuple[Face, ...]:
        """Known cards that find no place any more before the interview, in the deck's order."""
        left = {each.face.card.pk for each in self.to_come.overflow}
        return tuple(each.face for each in self.desk.known if each.face.card.pk in left)


@dataclass(frozen=True, slots=True)
class CardsDue:
    """What today asks for: ``count`` cards in about ``minutes``, ``new`` of them new.

    ``later`` more are due, and come on the next study days; by the end of ``caught_up_on`` all have come (``None``:
    not before the interview).
    """

    count: int
    minutes: int
    new: int
    later: int
    caught_up_on: date | None


def due_today(user: User, now: datetime, today: date) -> CardsDue:
    """How many cards today asks for, and how long they take."""
    sitting = sitting_of(user, now, today)
    return CardsDue(
        len(sitting.queue), minutes_in(sitting.seconds), sitting.new, sitting.later, sitting.to_come.caught_up_on
    )


def minutes_in(seconds: int) -> int:
    """Seconds as minutes, rounded up."""
    return -(-seconds // 60)


def minutes_kept(user: User, today: date) -> int:
    """Minutes a day that a plan leaves to cards: those of the limit, for whoever has reviewed any lately; else 0."""
    if not user.card_reviews.filter(reviewed_on__gt=today - LATELY).exists():
        return 0
    return settings_of(user).card_minutes


def settings_of(user: User) -> PracticeSettings:
    """How the user practises: as stored, else the defaults."""
    return PracticeSettings.objects.filter(user=user).first() or PracticeSettings(user=user)


def sitting_of(user: User, now: datetime, today: date, helpings: int = 0) -> Sitting:
    """Today's cards; each of the ``helpings`` that the user asked for adds one more day's minutes."""
    desk, settings = desk_of(user, today), settings_of(user)
    limit = 60 * min(settings.card_minutes, desk.days.goal.minutes)
    spent = spent_on(user, today, desk)
    begun = [each for each in desk.known if each.memory and desk.is_begun(each.memory)]
    room = limit * (desk.days.is_open(today) + helpings) - spent - sum(each.seconds for each in begun)
    coming = list(waiting(desk))
    to_come = spread(desk.days, coming, room=room, limit=limit)
    due = to_come.days[today]
    unmet = list(unmet_cards(user, desk))
    new: list[Asked] = []
    if to_come.caught_up_on == today:
        room -= sum(each.seconds for each in due)
        new = list(fitting(unmet, room))
    later = sum(each.due <= today for each in coming) - len(due)
    queue = in_order(begun, [*due, *new], now)
    return Sitting(desk, settings, limit, spent, queue, to_come, later, has_new=len(unmet) > len(new))


def spent_on(user: User, today: date, desk: Desk) -> int:
    """Seconds of cards today; a review that nobody measured counts as the usual."""
    reviews = user.card_reviews.filter(reviewed_on=today).values_list("card__kind", "seconds")
    return sum(desk.pace[kind] if seconds is None else seconds for kind, seconds in reviews)


def waiting(desk: Desk) -> Iterator[Waiting[Asked]]:
    """Every known card on the day on which it comes next, and once more in the last days before the interview."""
    sweep = desk.days.sweep
    for each in desk.known:
        if each.memory is None:
            continue
        chance = fsrs.recall(fsrs.known(each.memory), desk.days.today)
        urgency = desk.weights[each.face.card.topic.slug] * (1 - (chance or 0))
        on = desk.days.today if desk.is_begun(each.memory) else desk.comes_on(each.memory)
        if on and not desk.is_begun(each.memory):
            yield Waiting(each, on, each.seconds, urgency)
        if on and sweep and on < sweep[0]:
            yield Waiting(each, sweep[0], each.seconds, urgency)


def unmet_cards(user: User, desk: Desk) -> Iterable[Asked]:
    """Cards that are new to the user, of topics that they read or had seen before: the weightiest topic first."""
    levels, ticks = levels_of(user), ticks_of(user)
    met = {slug for slug in desk.weights if levels.get(slug, 0) >= SEEN or ticks.is_done(f"read:{slug}")}
    faces = [face for pk, face in desk.faces.items() if pk not in desk.memories and face.card.topic.slug in met]
    faces.sort(key=lambda face: -desk.weights[face.card.topic.slug])
    return (Asked(face, None, desk.seconds(face) * TIMES_A_NEW_CARD_COMES) for face in faces)


def fitting(cards: Iterable[Asked], room: int) -> Iterator[Asked]:
    """As many as fit into ``room`` seconds, from the first on."""
    for each in cards:
        room -= each.seconds
        if room < 0:
            return
        yield each


def in_order(begun: Iterable[Asked], others: Iterable[Asked], now: datetime) -> tuple[Asked, ...]:
    """What is being learned comes first once its minutes have passed, and else after the others."""
    steps = sorted((each.memory.due_at, number, each) for number, each in enumerate(begun) if each.memory)
    ripe = [each for due_at, _number, each in steps if due_at <= now]
    return (*ripe, *others, *(each for due_at, _number, each in steps if due_at > now))
