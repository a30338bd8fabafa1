"""Time spent: planned against actual minutes, and the pace that follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from studyplan.accounts.models import User
from studyplan.catalog.track import track
from studyplan.goals.models import StudyGoal
from studyplan.progress.models import Completion


@dataclass(frozen=True, slots=True)
class WeeklyTicks:
    """Ticks of one week (from its Monday) with the same report of how long they took, planned at the same pace."""

    week: date
    took: str
    pace: int
    minutes: int  # as planned
    ticks: int


@dataclass(frozen=True, slots=True)
class WeekSpent:
    """A calendar week's minutes: those planned for what was ticked in it, and those that it took."""

    starts_on: date
    planned: int
    actual: int


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """A user's study time. ``reported``: how many of the ``ticks`` say how long they took; others count as planned.

    ``pace``: percent of the usual minutes that the former took; ``None`` while they are too few to tell.
    """

    weeks: tuple[WeekSpent, ...]
    ticks: int
    reported: int
    pace: int | None


def time_spent(user: User) -> TimeSpent:
    """The user's time, in one query."""
    return sum_ticks(user.completions.values_list("done_on", "took", "pace", "minutes"))


def sum_ticks(ticks: Iterable[tuple[date, str, int, int | None]]) -> TimeSpent:
    """The time of ticks: day, how long it took, pace of the plan, minutes. Those without minutes are left out."""
    minutes: dict[tuple[date, str, int], list[int]] = {}
    for on, took, pace, planned in ticks:
        if planned:
            week = on - timedelta(days=on.weekday())
            minutes.setdefault((week, took, pace), []).append(planned)
    return sum_by_week([WeeklyTicks(*key, sum(of_key), len(of_key)) for key, of_key in sorted(minutes.items())])


def sum_by_week(spent: Iterable[WeeklyTicks]) -> TimeSpent:
    """Minutes by week, and the pace."""
    spent, shares = list(spent), took_shares()
    weeks: dict[date, list[WeeklyTicks]] = {}
    for group in spent:
        weeks.setdefault(group.week, []).append(group)
    telling = [group for group in spent if group.took]
    reported = sum(group.ticks for group in telling)
    return TimeSpent(
        weeks=tuple(
            WeekSpent(week, sum(group.minutes for group in of_week), round_half_up(actual_minutes(of_week, shares)))
            for week, of_week in weeks.items()
        ),
        ticks=sum(group.ticks for group in spent),
        reported=reported,
        pace=measure_study_pace(telling, shares) if reported >= track().policy.pace_from else None,
    )


def took_shares() -> Mapping[str, Fraction]:
    """Actual minutes per planned minute, by answer; no answer counts as planned."""
    policy, took = track().policy, Completion.Took
    usual = Fraction(1)
    return {
        "": usual,
        took.AS_PLANNED: usual,
        took.LONGER: Fraction(*policy.took_longer),
        took.SHORTER: Fraction(*policy.took_shorter),
    }


def actual_minutes(spent: Iterable[WeeklyTicks], shares: Mapping[str, Fraction]) -> Fraction:
    return sum((group.minutes * shares[group.took] for group in spent), Fraction())


def measure_study_pace(spent: Iterable[WeeklyTicks], shares: Mapping[str, Fraction]) -> int:
    """Percent of the usual minutes, which are the planned ones without the pace that they were planned at."""
    policy, spent = track().policy, list(spent)
    usual = sum((Fraction(group.minutes * StudyGoal.USUAL_PACE, group.pace) for group in spent), Fraction())
    step = policy.pace_step
    percent = round_half_up(actual_minutes(spent, shares) / usual * StudyGoal.USUAL_PACE / step) * step
    least, most = policy.pace_range
    return min(max(percent, least), most)


def round_half_up(number: Fraction) -> int:
    """To the nearest whole number, halves up."""
    return floor(number + Fraction(1, 2))
