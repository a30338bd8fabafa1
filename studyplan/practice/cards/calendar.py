"""Days for cards: on which one comes again, and how what waits spreads over the days. No rows, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import count, islice, takewhile
from typing import Generic, NamedTuple, TypeVar

from studyplan.core.model import Goal
from studyplan.goals.services import ahead
from studyplan.goals.values import ONE_DAY, is_study_day, study_minutes_on

SLACK = 10
"""Percent of an interval by which a card may move to a day with less to do: about what forgetting does not notice."""

FINAL_REVIEW_DAYS = 5
"""Study days before an interview over which every known card comes once more: fewer would seldom hold a deck, and
with more the first of them would be too long ago on the day."""

LONGEST_SEARCH = 60
"""Days before an interview among which those are sought: after a longer break there are no last study days."""

ItemT = TypeVar("ItemT")


def slack(interval: int) -> int:
    """Days by which an interval of that many days may grow or shrink."""
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
        return on - ONE_DAY if on and on > self.today else None

    @cached_property
    def final_review(self) -> tuple[date, ...]:
        """The last study days before the interview, those that are over by now too; never empty where there is one."""
        if self.last is None:
            return ()
        back = (self.last - ONE_DAY * number for number in range(LONGEST_SEARCH))
        newest_first = tuple(islice(filter(self.is_open, back), FINAL_REVIEW_DAYS))
        return newest_first[::-1] or (self.last,)

    @property
    def is_final_review(self) -> bool:
        return bool(self.final_review) and self.final_review[0] <= self.today

    def is_open(self, on: date) -> bool:
        """Whether cards come on that day: a study day without an interview."""
        return is_study_day(self.goal, on) and all(interview.on != on for interview in self.goal.interviews)

    @property
    def minutes_today(self) -> int:
        """Minutes to study on a day like today."""
        return study_minutes_on(self.goal, self.today)

    @property
    def study_days(self) -> Iterator[date]:
        """The days after today on which cards come, to the day before the interview or for good."""
        last = self.last or date.max
        return filter(self.is_open, takewhile(lambda on: on <= last, (self.today + ONE_DAY * n for n in count(1))))

    def choose_day(self, interval: int, load: Mapping[date, int], earliest: date = date.min) -> date:
        """The day for a card that FSRS wants again in so many days: of those near, the one with least to do.

        A study day comes before another, and none is past the day before the interview: what would be past it comes
        on one of the last days, or not again if today is one of them. It is ``earliest`` or later, on which a worse
        grade would bring the card.
        """
        ideal = self.today + ONE_DAY * interval
        give = slack(interval)
        if self.last and ideal - ONE_DAY * give > self.last:
            near = [self.last] if self.is_final_review else list(self.final_review)
        else:
            end = min(ideal + ONE_DAY * give, self.last or date.max)
            near = list(days_from(ideal - ONE_DAY * give, end))
        near = [on for on in near if on >= earliest] or [earliest]
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
        if reviewed_on and reviewed_on >= self.final_review[0]:
            return None
        return due_on if self.final_review[0] <= due_on <= self.last else self.final_review[0]


def days_from(first: date, last: date) -> Iterator[date]:
    """The days from ``first`` to ``last``, both included."""
    return (first + ONE_DAY * number for number in range((last - first).days + 1))


class WaitingItem(NamedTuple, Generic[ItemT]):
    """Comes on its ``due`` day or later and takes so many seconds; the higher ``urgency`` goes first."""

    item: ItemT
    due: date
    seconds: int
    urgency: float


@dataclass(frozen=True, slots=True)
class Schedule(Generic[ItemT]):
    """Items by day; the day at whose end nothing is left waiting, and the items for which there is no place."""

    days: Mapping[date, tuple[ItemT, ...]] = field(default_factory=dict)
    caught_up_on: date | None = None
    overflow: tuple[ItemT, ...] = ()


def spread(
    days: CardDays, waiting: Iterable[WaitingItem[ItemT]], *, room: int, limit_on: Callable[[date], int]
) -> Schedule[ItemT]:
    """Place what waits, the most urgent first, into ``room`` seconds today and ``limit_on`` each study day after.

    It goes on until all that was due has come, or to the day before the interview. Nothing may take longer than
    a day's limit. What is equally urgent comes in the order in which it was given.
    """
    to_come = sorted(enumerate(waiting), key=lambda pair: pair[1].due, reverse=True)
    heap: list[tuple[float, int, WaitingItem[ItemT]]] = []
    placed: dict[date, tuple[ItemT, ...]] = {}
    caught_up_on: date | None = None
    on = days.today
    while True:
        while to_come and to_come[-1][1].due <= on:
            number, waiting_item = to_come.pop()
            heappush(heap, (-waiting_item.urgency, number, waiting_item))
        placed[on] = tuple(_fitting(heap, room if on == days.today else limit_on(on) * days.is_open(on)))
        if not heap and caught_up_on is None:
            caught_up_on = on
        is_over = caught_up_on is not None if days.last is None else not heap and not to_come
        if is_over or on == days.last:
            break
        on += ONE_DAY
    left = [waiting_item.item for _urgency, _number, waiting_item in sorted(heap, key=lambda entry: entry[:2])]
    return Schedule(placed, caught_up_on, tuple(left))


def place_first(waiting: Iterable[WaitingItem[ItemT]], room: int) -> Iterator[ItemT]:
    """Of what waits, all of it due, what ``spread`` places on its first day."""
    heap = [(-waiting_item.urgency, number, waiting_item) for number, waiting_item in enumerate(waiting)]
    heapify(heap)
    return _fitting(heap, room)


def _fitting(heap: list[tuple[float, int, WaitingItem[ItemT]]], room: int) -> Iterator[ItemT]:
    """Take the most urgent for as long as the next one fits."""
    while heap and heap[0][2].seconds <= room:
        waiting_item = heappop(heap)[2]
        room -= waiting_item.seconds
        yield waiting_item.item
