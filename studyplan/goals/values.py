"""Goals as values: interviews in order, the minutes of each weekday, days off as stretches. No rows, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from studyplan.core.model import Goal, GoalInterview

ONE_DAY = timedelta(days=1)
DAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def sort_nearest_first(interviews: Iterable[GoalInterview]) -> tuple[GoalInterview, ...]:
    """By date, those without one last; an order of values, so that rows made anew change nothing."""

    def nearness(interview: GoalInterview) -> tuple[bool, date, str, tuple[str, ...]]:
        return interview.on is None, interview.on or date.max, interview.company or "", interview.rounds

    return tuple(sorted(interviews, key=nearness))


def are_alike(interview: GoalInterview, other: GoalInterview) -> bool:
    """Whether people would call both the same interview: several rounds on one day are one interview."""
    return (interview.company, interview.on) == (other.company, other.on)


def is_same_goal(goal: Goal, other: Goal) -> bool:
    """Whether both ask for the same, in whatever order they name interviews, rounds and days off."""

    def settle(wanted: Goal) -> Goal:
        interviews = sort_nearest_first(
            replace(interview, rounds=tuple(sorted(interview.rounds))) for interview in wanted.interviews
        )
        return replace(wanted, days_off=tuple(sorted(wanted.days_off)), interviews=interviews)

    return settle(goal) == settle(other)


def add_interview(goal: Goal, interview: GoalInterview) -> Goal:
    return replace(goal, interviews=sort_nearest_first((*goal.interviews, interview)))


def study_minutes_on(goal: Goal, on: date) -> int:
    """Minutes that a study day on ``on`` has."""
    return goal.weekday_minutes[on.weekday()] if goal.weekday_minutes else goal.minutes


def is_study_day(goal: Goal, on: date) -> bool:
    """Whether something may be planned on ``on``."""
    return on.weekday() in goal.weekdays and on not in goal.days_off


def fill_weekday_minutes(minutes: int, own: Sequence[int | None]) -> tuple[int, ...] | None:
    """The minutes of each weekday, Monday first: its own or the usual ``minutes``; ``None`` where none differs."""
    filled = tuple(minutes if given is None else given for given in own)
    return None if set(filled) == {minutes} else filled


def own_weekday_minutes(goal: Goal) -> tuple[int | None, ...]:
    """Minutes that a weekday has of its own, Monday first; ``None``: as many as usual."""
    filled = goal.weekday_minutes or (goal.minutes,) * len(DAY_CODES)
    return tuple(None if given == goal.minutes else given for given in filled)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days off in a row."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def dates(self) -> frozenset[date]:
        return frozenset(self.first + ONE_DAY * number for number in range(self.days))


def find_stretches(days: Iterable[date]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for day in sorted(set(days)):
        if joined and day - joined[-1].last == ONE_DAY:
            joined[-1] = Stretch(joined[-1].first, day)
        else:
            joined.append(Stretch(day, day))
    return tuple(joined)


def add_days_off(goal: Goal, stretch: Stretch) -> Goal:
    return replace(goal, days_off=tuple(sorted({*goal.days_off, *stretch.dates})))


def remove_days_off(goal: Goal, stretch: Stretch) -> Goal:
    return replace(goal, days_off=tuple(day for day in goal.days_off if day not in stretch.dates))


def paused_until(goal: Goal, today: date) -> date | None:
    """The day on which studying goes on, where ``today`` is a day off; ``None`` where it is not."""
    if today not in goal.days_off:
        return None
    on = today
    while not is_study_day(goal, on):
        on += ONE_DAY
    return on
