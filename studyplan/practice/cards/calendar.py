"""Days for cards: on which one comes again, and how what waits spreads over the days. No rows, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from heapq import heappop, heappush
from itertools import count, islice, takewhile
from typing import Generic, TypeVar

from studyplan.core.model import Goal
from studyplan.goals.services import ahead
from studyplan.goals.values import is_study_day

DAY = timedelta(days=1)

SLACK = 10
"""Percent of an interval by which a card may move to a day with less to do: about what forgetting does not notice."""

SWEEP_DAYS = 5
"""Study days before an interview over which every known card comes once more: fewer would seldom hold a deck, and
with more the first of them would be too long ago on the day."""

LONGEST_SEARCH = 60
"""Days before an interview among which those are sought: who is off for longer has no last study days."""

Thing = TypeVar("Thing")


def slack(interval: int) -> int:
    """Days by which an interval of so many days may be longer or shorter."""
    return max(1, interval * SLACK // 100) if interval > 2 else 0


@dataclass(frozen=True)
class CardDays:
    """The days on which a user's cards may come, as seen from ``today``."""

    goal: Goal
    today: date

    @cached_property
    def last(self) -> date | None:
        """The day before the nearest interview that is still to come; ``None``: no end is in sight."""
        on = ahead(self.goal, self.today).interview_on
        return on - DAY if on and on > self.today else None

    @cached_property
    def sweep(self) -> tuple[date, ...]:
        """The last study days before the interview, those that are over by now too; never empty where there is one."""
        if self.last is None:
            return ()
        back = (self.last - DAY * number for number in range(LONGEST_SEARCH))
        found = tuple(islice(filter(self.is_open, back), SWEEP_DAYS))
        return found[::-1] or (self.last,)

    @property
    def is_sweeping(self) -> bool:
        """Whether those last days have begun."""
        return bool(self.sweep) and self.sweep[0] <= self.today

    def is_open(self, on: date) -> bool:
        """Whether cards come on that day: a study day without an interview."""
        return is_study_day(self.goal, on) and all(each.on != on for each in self.goal.interviews)

    @property
    def to_study(self) -> Iterator[date]:
        """The days after today on which cards come, to the day before the interview or for good."""
        last = self.last or date.max
        return filter(self.is_open, takewhile(lambda on: on <= last, (self.today + DAY * n for n in count(1))))

    def balanced(self, interval: int, load: Mapping[date, int]) -> date:
        """The day for a card that FSRS wants again in so many days: of those near, the one with least to do.

        A study day comes before another, and none is past the day before the interview: what would be past it comes
        on one of the last days, or not again if today is one of them.
        """
        ideal = self.today + DAY * interval
        give = slack(interval)
        if self.last and ideal - DAY * give > self.last:
            near = [self.last] if self.is_sweeping else list(self.sweep)
        else:
            end = min(ideal + DAY * give, self.last or date.max)
            near = list(days_from(ideal - DAY * give, end))
        study_days = [on for on in near if self.is_open(on)]
        return min(study_days or near, key=lambda on: (load.get(on, 0), abs(on - ideal), on))

    def comes_on(self, due_on: date, due_at: date, reviewed_on: date | None) -> date | None:
        """The day on which a stored card comes, or ``None`` where not before the interview.

        ``due_on`` is the day that was chosen for it, ``due_at`` the day that FSRS wants. Where they are far apart an
        interview was in between, which may have been moved since, or be over.
        """
        interval = (due_at - reviewed_on).days if reviewed_on else 0
        was_cut_short = (due_at - due_on).days > max(1, slack(interval))
        on = due_at if was_cut_short else due_on
        if self.last is None or on <= self.last:
            return on
        if reviewed_on and reviewed_on >= self.sweep[0]:
            return None
        return due_on if self.sweep[0] <= due_on <= self.last else self.sweep[0]


def days_from(first: date, last: date) -> Iterator[date]:
    """From the first day to the last, both included."""
    return (first + DAY * number for number in range((last - first).days + 1))


@dataclass(frozen=True, slots=True)
class Waiting(Generic[Thing]):
    """Something that comes on a day or after it, and takes so many seconds. The more ``urgent`` goes first."""

    what: Thing
    due: date
    seconds: int
    urgency: float


@dataclass(frozen=True, slots=True)
class Spread(Generic[Thing]):
    """What comes on which day; the day at whose end nothing is left waiting, and what finds no place at all."""

    days: Mapping[date, tuple[Thing, ...]] = field(default_factory=dict)
    caught_up_on: date | None = None
    overflow: tuple[Thing, ...] = ()


def spread(days: CardDays, waiting: Iterable[Waiting[Thing]], *, room: int, limit: int) -> Spread[Thing]:
    """Place what waits, the most urgent first, into ``room`` seconds today and ``limit`` on each study day after.

    It goes on until all that was due has come, or to the day before the interview. Nothing may take longer than
    ``limit``. What is equally urgent comes in the order in which it was given.
    """
    to_come = sorted(enumerate(waiting), key=lambda pair: pair[1].due, reverse=True)
    heap: list[tuple[float, int, Waiting[Thing]]] = []
    placed: dict[date, tuple[Thing, ...]] = {}
    caught_up_on: date | None = None
    on = days.today
    while True:
        while to_come and to_come[-1][1].due <= on:
            number, each = to_come.pop()
            heappush(heap, (-each.urgency, number, each))
        placed[on] = tuple(_fitting(heap, room if on == days.today else limit * days.is_open(on)))
        if not heap and caught_up_on is None:
            caught_up_on = on
        is_over = caught_up_on is not None if days.last is None else not heap and not to_come
        if is_over or on == days.last:
            break
        on += DAY
    left = [each.what for _urgency, _number, each in sorted(heap, key=lambda entry: entry[:2])]
    return Spread(placed, caught_up_on, tuple(left))


def _fitting(heap: list[tuple[float, int, Waiting[Thing]]], room: int) -> Iterator[Thing]:
    """Take the most urgent for as long as the next one fits."""
    while heap and heap[0][2].seconds <= room:
        each = heappop(heap)[2]
        room -= each.seconds
        yield each.what
