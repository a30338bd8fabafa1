"""Study days, and how tasks are cut into sittings."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyplan.core.codes import FocusCode, ReasonCode, TaskKind
from studyplan.core.model import Goal, note
from studyplan.core.planning.days import (
    Ease,
    StudyDay,
    StudyDays,
    WorkQueue,
    find_week_number,
    find_week_start,
    list_study_dates,
    place_whole,
    share_out,
)
from studyplan.core.planning.workload import Work
from tests.core.requests import START
from tests.core.twelve import POLICY

RULES = POLICY.days


def work(minutes: int, *, whole: bool = False) -> Work:
    return Work("read:x", TaskKind.READ, ("x",), minutes, note(ReasonCode.LEARN, topic="x"), FocusCode.BLOCK, whole)


def make_days(minutes: Iterable[int], a_day: int = 105) -> list[StudyDay]:
    return [StudyDay(START + timedelta(days=place), a_day, room) for place, room in enumerate(minutes)]


def fill(minutes: int, rooms: Iterable[int], ease: Ease, *, a_day: int = 105, whole: bool = False) -> list[list[int]]:
    days = make_days(rooms, a_day)
    queue = WorkQueue([work(minutes, whole=whole)])
    for study_day in days:
        queue.fill(study_day, RULES, ease)
    return [[sitting.minutes for sitting in study_day.sittings] for study_day in days]


@pytest.mark.parametrize(
    ("minutes", "rooms", "ease", "sittings"),
    [
        (60, [105], Ease.TIGHT, [[60]]),
        (65, [105], Ease.TIGHT, [[35, 30]]),
        (115, [105, 105], Ease.TIGHT, [[55, 50], [10]]),
        (115, [105, 105], Ease.COMFORTABLE, [[45, 45], [25]]),
        (50, [30, 105], Ease.COMFORTABLE, [[25], [25]]),
        (40, [30, 105], Ease.COMFORTABLE, [[30], [10]]),
        (40, [20, 105], Ease.COMFORTABLE, [[], [40]]),
        (40, [20, 105], Ease.SMALL_WHOLE, [[20], [20]]),
        (25, [20, 105], Ease.SMALL_WHOLE, [[20], [5]]),
        (10, [5, 105], Ease.SMALL_WHOLE, [[], [10]]),
        (10, [5, 105], Ease.TIGHT, [[5], [5]]),
    ],
)
def test_sittings(minutes: int, rooms: list[int], ease: Ease, sittings: list[list[int]]) -> None:
    assert fill(minutes, rooms, ease) == sittings


def test_a_short_day_is_never_more_than_half_idle() -> None:
    assert fill(40, [15, 15, 15], Ease.COMFORTABLE, a_day=15) == [[15], [15], [10]]
    assert fill(40, [20, 30], Ease.COMFORTABLE, a_day=30) == [[20], [20]]
    assert fill(40, [15, 30], Ease.COMFORTABLE, a_day=30) == [[], [30]]


def test_what_loses_its_point_when_split_waits_for_a_day_that_holds_it() -> None:
    assert fill(60, [50, 105], Ease.SMALL_WHOLE, whole=True) == [[], [60]]
    assert fill(60, [50, 105], Ease.TIGHT, whole=True) == [[50], [10]]


@settings(deadline=None)
@given(st.integers(1, 60).map(lambda steps: steps * 5), st.sampled_from(Ease), st.integers(3, 30))
def test_nothing_gets_lost(minutes: int, ease: Ease, day: int) -> None:
    queue, placed = WorkQueue([work(minutes)]), 0
    for study_day in make_days([day * 5] * 200, day * 5):
        assert queue.minutes == minutes - placed
        queue.fill(study_day, RULES, ease)
        placed += sum(sitting.minutes for sitting in study_day.sittings)
        assert all(5 <= sitting.minutes <= 60 for sitting in study_day.sittings)
    assert placed == minutes
    assert not queue


def test_study_days() -> None:
    goal = Goal("mle", 105, weekdays=(0, 2), days_off=(date(2026, 11, 25),))
    wanted = [date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 2)]
    assert list(islice(list_study_dates(goal, START, None), 3)) == wanted
    assert list(list_study_dates(goal, START, date(2026, 12, 2))) == wanted[:2]


def test_weeks_count_from_the_start() -> None:
    assert [find_week_number(START, START + timedelta(days=days)) for days in (0, 6, 7)] == [1, 1, 2]
    assert find_week_start(START, 2) == date(2026, 11, 30)


def test_days_are_made_as_they_are_asked_for() -> None:
    study_days = StudyDays(list_study_dates(Goal("mle", 105), START, None), 105)
    assert [study_day.on.day for study_day in islice(study_days.starting(1), 2)] == [24, 25]
    assert len(study_days.days) == 3
    twin = study_days.copy()
    twin.days[0].add(work(30), 30)
    assert study_days.days[0].room == 105
    assert [study_day.room for study_day in islice(twin, 4)] == [75, 105, 105, 105]


@pytest.mark.parametrize(
    ("minutes", "rooms", "split", "sittings"),
    [
        (25, [10, 20, 30], False, [[], [], [25]]),
        (25, [10, 20], False, [[], []]),
        (25, [10, 20], True, [[10], [15]]),
        (35, [10, 20], True, [[], []]),
    ],
)
def test_place_whole(minutes: int, rooms: list[int], split: bool, sittings: list[list[int]]) -> None:
    days = make_days(rooms)
    assert place_whole(days, work(minutes), START, RULES, split=split) is any(sittings)
    assert [[sitting.minutes for sitting in study_day.sittings] for study_day in days] == sittings


@pytest.mark.parametrize(("minutes", "rooms"), [(25, [15, 0, 5]), (30, [15, 0, 0])])
def test_place_whole_on_days_that_are_too_short(minutes: int, rooms: list[int]) -> None:
    """Over no more days than it needs."""
    study_days = StudyDays(list_study_dates(Goal("mle", 15), START, None), 15)
    assert place_whole(study_days, work(minutes), START + timedelta(days=1), RULES, split=True)
    assert [study_day.room for study_day in study_days.days] == rooms


@pytest.mark.parametrize(
    ("rooms", "opens", "shares"),
    [
        ([100], [0, 0, 0], [50, 25, 25]),
        ([90], [0, 0], [65, 25]),
        ([24], [0, 0], [24, 0]),
        ([75, 25], [0, 1], [75, 25]),  # the second day's room is all that the second share can use
        ([75, 25], [1, 0], [25, 75]),
        ([10, 25, 30], [1, 0, 2], [40, 25, 0]),  # what comes later takes of all that comes before, too
        ([30, 40], [0, 1], [45, 25]),
        ([0, 0], [0, 1], [0, 0]),
        ([60], [], []),
    ],
)
def test_room_is_dealt_to_what_can_use_it(rooms: list[int], opens: list[int], shares: list[int]) -> None:
    assert share_out(make_days(rooms), [START + timedelta(place) for place in opens], 25) == shares


def test_place_whole_waits_for_a_day_that_is_just_long_enough() -> None:
    days = make_days([10, 20, 25], 25)
    assert place_whole(days, work(25), START, RULES, split=True)
    assert [study_day.room for study_day in days] == [10, 20, 0]


def test_place_whole_splits_only_what_may_be_split() -> None:
    days = make_days([15, 15], 15)
    assert not place_whole(days, work(25), START, RULES)
    assert [study_day.room for study_day in days] == [15, 15]
