"""Study days, the room left on them, and how a task is cut into sittings. Minutes are whole. Rule: planning §6."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum

from studyplan.core.model import Goal
from studyplan.core.planning.workload import Work
from studyplan.core.policy import DayRules, PlanningPolicy, take_share

DAYS_A_WEEK = 7


class Ease(IntEnum):
    """How tasks may be cut to fit their days. Rule: planning §6."""

    TIGHT = 0  # anywhere: every minute is used
    SITTINGS = 1  # into sittings that are not too short
    ITEMS = 2  # between items where that can be


@dataclass(frozen=True, slots=True)
class Sitting:
    """Some minutes of a work on one day."""

    work: Work
    minutes: int


@dataclass(slots=True)
class StudyDay:
    """One study day: its minutes for tasks and for cards, what lies on it, and the minutes still free."""

    on: date
    minutes: int
    room: int
    cards: int = 0
    sittings: list[Sitting] = field(default_factory=list)

    def add(self, work: Work, minutes: int) -> None:
        """Put some minutes of a work at the end of the day."""
        self.sittings.append(Sitting(work, minutes))
        self.room -= minutes

    def insert(self, place: int, work: Work, minutes: int) -> None:
        """Put some minutes of a work before what lies at `place`."""
        self.sittings.insert(place, Sitting(work, minutes))
        self.room -= minutes

    def lengthen(self, key: str, minutes: int) -> int:
        """Add minutes to the last sitting of a work; returns those that it had. Raises StopIteration without one."""
        place = next(place for place in reversed(range(len(self.sittings))) if self.sittings[place].work.key == key)
        sitting = self.sittings[place]
        self.sittings[place] = Sitting(sitting.work, sitting.minutes + minutes)
        self.room -= minutes
        return sitting.minutes

    def copy(self) -> "StudyDay":
        """A copy that can be filled without touching this one."""
        return StudyDay(self.on, self.minutes, self.room, self.cards, self.sittings.copy())


class StudyDays:
    """The study days of `dates`. Dates may be endless: days are made as they are asked for."""

    def __init__(self, dates: Iterator[date], make_day: Callable[[date], StudyDay]) -> None:
        self._dates = dates
        self._make_day = make_day
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
                self.days.append(self._make_day(on))
            yield self.days[index]
            index += 1

    def copy(self) -> "StudyDays":
        """A copy whose days can be filled without touching these; days not yet made are shared."""
        copied = StudyDays(self._dates, self._make_day)
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


class DayMinutes:
    """The minutes of a goal's study days, those for tasks and those for cards. Rule: planning §4.

    done: minutes that are ticked on the date `start` already and are taken off it. Rule: planning §8.
    """

    def __init__(self, policy: PlanningPolicy, goal: Goal, start: date | None = None, done: int = 0) -> None:
        self._policy = policy
        self._goal = goal
        self._start = start
        self._done = done
        self._known: dict[int, tuple[int, int]] = {}

    def count(self, on: date) -> tuple[int, int]:
        """Minutes for tasks and for cards on a date."""
        by_weekday = self._goal.weekday_minutes
        tasks, cards = self.divide(by_weekday[on.weekday()] if by_weekday else self._goal.minutes)
        if on == self._start:
            tasks = max(0, self._policy.days.floor(tasks - self._done))
        return tasks, cards

    @property
    def longest(self) -> int:
        """Minutes for tasks of the longest study day of a week."""
        by_weekday = self._goal.weekday_minutes or (self._goal.minutes,) * DAYS_A_WEEK
        return max(self.divide(by_weekday[weekday])[0] for weekday in self._goal.weekdays)

    def divide(self, minutes: int) -> tuple[int, int]:
        """A day's minutes as those for tasks and those for cards; tasks keep the least that a day may have."""
        if minutes not in self._known:
            self._known[minutes] = self._divide(minutes)
        return self._known[minutes]

    def _divide(self, minutes: int) -> tuple[int, int]:
        rules, days = self._policy.cards, self._policy.days
        minutes = days.floor(minutes)
        cards = self._goal.card_minutes
        if cards is None:
            cards = min(rules.most, days.floor(take_share(minutes, rules.share))) if minutes >= rules.least_day else 0
        cards = max(0, min(days.floor(cards), minutes - days.least))
        return minutes - cards, cards

    def make_day(self, on: date) -> StudyDay:
        tasks, cards = self.count(on)
        return StudyDay(on, tasks, tasks, cards)


def fill_room(days: Iterable[StudyDay], works: Sequence[tuple[Work, date]], rules: DayRules) -> None:
    """Put works into the room that days have left, each no earlier than its date; what finds none falls away.

    No sitting is shorter than the rules have it, on short days neither. Rule: planning §6.
    """
    waiting = [(work, work.minutes, max(opens, work.opens or opens)) for work, opens in works if work.minutes]
    for day in days:
        left = []
        for work, minutes, opens in waiting:
            today = min(minutes, day.room) if opens <= day.on else 0
            if today and (today >= rules.shortest_sitting or today == work.minutes):
                day.add(work, today)
                minutes -= today
            if minutes:
                left.append((work, minutes, opens))
        waiting = left


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


def place_whole(days: Iterable[StudyDay], work: Work, opens: date, *, split: bool = False) -> bool:
    """Put a work on the first day from `opens` on that has room for all of it. Returns False where there is none.

    split: where no day is long enough, over several days that have room together. Rule: planning §6.
    """
    open_days: list[StudyDay] = []
    opens = max(opens, work.opens or opens)
    for day in days:
        if day.on < opens:
            continue
        if day.room >= work.minutes:
            day.add(work, work.minutes)
            return True
        open_days.append(day)
        if split and day.minutes < work.minutes <= sum(open_day.room for open_day in open_days):
            break
    if not split or sum(open_day.room for open_day in open_days) < work.minutes:
        return False
    left = work.minutes
    for day in open_days:
        today = min(left, day.room)
        if today:
            day.add(work, today)
            left -= today
    return True


def place_together(days: Iterable[StudyDay], works: Sequence[Work], opens: date) -> bool:
    """Put works on the first day from `opens` on that has room for all of them. Returns False where there is none."""
    minutes = sum(work.minutes for work in works)
    opens = max(opens, *(work.opens or opens for work in works))
    for day in days:
        if day.on >= opens and day.room >= minutes:
            for work in works:
                day.add(work, work.minutes)
            return True
    return False


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
