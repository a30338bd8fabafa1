"""Study days, the room left on them, and how a task is cut into sittings. Minutes are whole. Rule: planning §6."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum

from studyplan.core.model import Goal
from studyplan.core.planning.workload import Work
from studyplan.core.policy import DayRules

DAYS_A_WEEK = 7


class Ease(IntEnum):
    """How much room a day may leave idle so that sittings keep a good length. Rule: planning §6."""

    TIGHT = 0  # none: every minute is used
    SMALL_WHOLE = 1  # short tasks stay in one piece
    COMFORTABLE = 2  # sittings are not shorter than the shortest


@dataclass(frozen=True, slots=True)
class Sitting:
    """Some minutes of a work on one day."""

    work: Work
    minutes: int


@dataclass(slots=True)
class StudyDay:
    """One study day: what lies on it and the minutes still free."""

    on: date
    minutes: int
    room: int
    sittings: list[Sitting] = field(default_factory=list)

    def add(self, work: Work, minutes: int) -> None:
        """Put some minutes of a work at the end of the day."""
        self.sittings.append(Sitting(work, minutes))
        self.room -= minutes

    def insert(self, place: int, work: Work, minutes: int) -> None:
        """Put some minutes of a work before what lies at `place`."""
        self.sittings.insert(place, Sitting(work, minutes))
        self.room -= minutes

    def copy(self) -> "StudyDay":
        """A copy that can be filled without touching this one."""
        return StudyDay(self.on, self.minutes, self.room, self.sittings.copy())


class StudyDays:
    """The study days of `dates`, of `minutes` each. Dates may be endless: days are made as they are asked for."""

    def __init__(self, dates: Iterator[date], minutes: int) -> None:
        self._dates = dates
        self._minutes = minutes
        self.days: list[StudyDay] = []

    def __iter__(self) -> Iterator[StudyDay]:
        return self.starting(0)

    def starting(self, index: int) -> Iterator[StudyDay]:
        """The days from `index` (counted from 0) on."""
        while True:
            while index >= len(self.days):
                on = next(self._dates, None)
                if on is None:
                    return
                self.days.append(StudyDay(on, self._minutes, self._minutes))
            yield self.days[index]
            index += 1

    def copy(self) -> "StudyDays":
        """A copy whose days can be filled without touching these; days not yet made are shared."""
        copied = StudyDays(self._dates, self._minutes)
        copied.days = [day.copy() for day in self.days]
        return copied


def list_study_dates(goal: Goal, start: date, until: date | None) -> Iterator[date]:
    """The dates from `start` on, before `until`, that are among the weekdays and no day off. Rule: planning §6."""
    weekdays, days_off = frozenset(goal.weekdays), frozenset(goal.days_off)
    on = start
    while until is None or on < until:
        if on.weekday() in weekdays and on not in days_off:
            yield on
        on += timedelta(days=1)


def find_week_number(start: date, on: date) -> int:
    """Which week of the plan a date falls in: the seven days from `start` on are week 1. Rule: planning §6."""
    return (on - start).days // DAYS_A_WEEK + 1


def find_week_start(start: date, number: int) -> date:
    """The date on which week `number` (from 1) begins. Rule: planning §6."""
    return start + timedelta(days=DAYS_A_WEEK * (number - 1))


class WorkQueue:
    """Works to be done one after another, the first perhaps begun."""

    def __init__(self, works: Sequence[Work]) -> None:
        self._works = [work for work in works if work.minutes]
        self._next = 0
        self._begun = 0

    def __bool__(self) -> bool:
        return self._next < len(self._works)

    @property
    def minutes(self) -> int:
        """Those still to be placed."""
        return sum(work.minutes for work in self._works[self._next :]) - self._begun

    def fill(self, day: StudyDay, rules: DayRules, ease: Ease) -> list[Work]:
        """Put as much on a day as it holds, and return the works that end on it. Rule: planning §6."""
        ended = []
        while self and day.room:
            work = self._works[self._next]
            left = work.minutes - self._begun
            today = _choose_minutes(work, left, day, rules, ease)
            if not today:
                break
            for minutes in _cut_into_sittings(today, rules):
                day.add(work, minutes)
            self._begun += today
            if today == left:
                ended.append(work)
                self._next, self._begun = self._next + 1, 0
        return ended


def fill_room(days: Iterable[StudyDay], works: Sequence[tuple[Work, date]], rules: DayRules) -> None:
    """Put works into the room that days have left, each no earlier than its date; what finds none falls away.

    Rule: planning §6.
    """
    waiting = [(WorkQueue((work,)), opens) for work, opens in works]
    for day in days:
        for queue, opens in waiting:
            if opens <= day.on:
                queue.fill(day, rules, Ease.COMFORTABLE)


def share_out(days: Sequence[StudyDay], opens: Sequence[date], each_time: int) -> list[int]:
    """Share the room of the days out in turn, `each_time` minutes at a time; the first gets the rest as well.

    opens: for each share, the date from which it may be used. Returns minutes in the order of `opens`, none more than
    finds room from there on. Rule: planning §6.
    """
    room = {on: sum(day.room for day in days if day.on >= on) for on in opens}
    shares = [0] * len(opens)
    turns = list(range(len(opens)))
    while turns:
        turns = [place for place in turns if _take_room(room, opens[place], each_time)]
        for place in turns:
            shares[place] += each_time
    if shares:
        shares[0] += _count_room(room, opens[0])
    return shares


def place_whole(days: Iterable[StudyDay], work: Work, opens: date, rules: DayRules, *, split: bool = False) -> bool:
    """Put a work on the first day from `opens` on that has room for all of it. Returns False where there is none.

    split: where no day has, over several days that have room together. Rule: planning §6.
    """
    open_days: list[StudyDay] = []
    for day in days:
        if day.on < opens:
            continue
        if day.room >= work.minutes:
            open_days = [day]
            break
        open_days.append(day)
        if split and day.minutes < work.minutes <= sum(open_day.room for open_day in open_days):
            break
    else:
        if not split or sum(open_day.room for open_day in open_days) < work.minutes:
            return False
    queue = WorkQueue((work,))
    for day in open_days:
        queue.fill(day, rules, Ease.TIGHT)
    return True


def _choose_minutes(work: Work, left: int, day: StudyDay, rules: DayRules, ease: Ease) -> int:
    """How many of a work's minutes to put on a day; 0: leave the rest of the day idle."""
    if left <= day.room:
        return left
    if ease and work.whole and work.minutes <= day.minutes:
        return 0
    # A day is never left more than half idle, so that short days are used as well.
    may_idle = day.room < rules.shortest_sitting and day.room * 2 <= day.minutes
    if ease and may_idle and left < rules.shortest_sitting:
        return 0
    if ease is Ease.COMFORTABLE:
        today = min(day.room, left - rules.shortest_sitting)
        if today >= rules.shortest_sitting:
            return today
        if may_idle:
            return 0
    return day.room


def _cut_into_sittings(minutes: int, rules: DayRules) -> list[int]:
    """A day's minutes of one task as sittings of about equal length, none over the longest; longer ones first."""
    parts = -(-minutes // rules.longest_sitting)
    steps, longer = divmod(minutes // rules.step, parts)
    return [(steps + (place < longer)) * rules.step for place in range(parts)]


def _count_room(room: Mapping[date, int], opens: date) -> int:
    """The most minutes to be had from a date on. `room`: what there is from each date on."""
    return min(minutes for on, minutes in room.items() if on <= opens)


def _take_room(room: dict[date, int], opens: date, minutes: int) -> bool:
    """Take minutes out of the room that there is from a date on; whether there are as many."""
    if _count_room(room, opens) < minutes:
        return False
    for on in room:
        room[on] -= minutes if on <= opens else 0
    return True
