"""Study days, the minutes that they have, and the room left on them."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice

import pytest

from studyplan.core.codes import FocusCode, ReasonCode, TaskKind
from studyplan.core.model import CompletedTask, Goal, note
from studyplan.core.planning.days import (
    DayMinutes,
    StudyDay,
    StudyDays,
    fill_room,
    find_week_number,
    find_week_start,
    list_study_dates,
    place_together,
    place_whole,
    share_out,
)
from studyplan.core.planning.workload import CompletedWork, Work
from tests.core.requests import START
from tests.core.twelve import POLICY

RULES = POLICY.days


def work(minutes: int, key: str = "read:x", opens: date | None = None) -> Work:
    cause = note(ReasonCode.LEARN, topic="x")
    return Work(key, TaskKind.READ, ("x",), minutes, cause, FocusCode.BLOCK, opens=opens)


def make_days(minutes: Iterable[int], a_day: int = 105) -> list[StudyDay]:
    return [StudyDay(START + timedelta(days=place), a_day, room) for place, room in enumerate(minutes)]


def test_study_days() -> None:
    goal = Goal("mle", 105, weekdays=(0, 2), days_off=(date(2026, 11, 25),))
    wanted = [date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 2)]
    assert list(islice(list_study_dates(goal, START, None), 3)) == wanted
    assert list(list_study_dates(goal, START, date(2026, 12, 2))) == wanted[:2]


def test_weeks_count_from_the_start() -> None:
    assert [find_week_number(START, START + timedelta(days=days)) for days in (0, 6, 7)] == [1, 1, 2]
    assert find_week_start(START, 2) == date(2026, 11, 30)


def test_days_are_made_as_they_are_asked_for() -> None:
    study_days = StudyDays(
        list_study_dates(Goal("mle", 105), START, None), DayMinutes(POLICY, Goal("mle", 105, card_minutes=0)).make_day
    )
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
    assert place_whole(days, work(minutes), START, split=split) is any(sittings)
    assert [[sitting.minutes for sitting in study_day.sittings] for study_day in days] == sittings


@pytest.mark.parametrize(("minutes", "rooms"), [(25, [15, 0, 5]), (30, [15, 0, 0])])
def test_place_whole_on_days_that_are_too_short(minutes: int, rooms: list[int]) -> None:
    """Over no more days than it needs."""
    goal = Goal("mle", 15)
    study_days = StudyDays(list_study_dates(goal, START, None), DayMinutes(POLICY, goal).make_day)
    assert place_whole(study_days, work(minutes), START + timedelta(days=1), split=True)
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
    assert place_whole(days, work(25), START, split=True)
    assert [study_day.room for study_day in days] == [10, 20, 0]


def test_place_whole_splits_only_what_may_be_split() -> None:
    days = make_days([15, 15], 15)
    assert not place_whole(days, work(25), START)
    assert [study_day.room for study_day in days] == [15, 15]


def test_place_whole_waits_for_the_date_to_which_a_work_was_put_off() -> None:
    days = make_days([30, 30, 30])
    assert place_whole(days, work(25, opens=START + timedelta(days=2)), START)
    assert [study_day.room for study_day in days] == [30, 30, 5]


@pytest.mark.parametrize(
    ("rooms", "opens", "put_off", "placed"),
    [
        ([25, 25], 0, None, 0),
        ([20, 25], 0, None, 1),  # never one today and one tomorrow
        ([25, 25], 1, None, 1),
        ([25, 25, 25], 0, 2, 2),
        ([20, 20], 0, None, None),
        ([25], 1, None, None),
    ],
)
def test_place_together(rooms: list[int], opens: int, put_off: int | None, placed: int | None) -> None:
    days = make_days(rooms)
    until = None if put_off is None else START + timedelta(days=put_off)
    works = [work(10, "a"), work(15, "b", until)]
    assert place_together(days, works, START + timedelta(days=opens)) is (placed is not None)
    expected = [["a", "b"] if place == placed else [] for place in range(len(rooms))]
    assert [[sitting.work.key for sitting in study_day.sittings] for study_day in days] == expected


def test_fill_room_leaves_no_scraps() -> None:
    """What is left of a day is used from fifteen minutes on, or by a work that is no longer; on short days, too."""
    tomorrow = START + timedelta(days=1)
    days = make_days([20, 10, 40])
    fill_room(days, [(work(45, "a"), START), (work(5, "b"), tomorrow), (work(0, "c"), START)], RULES)
    placed = [[(sitting.work.key, sitting.minutes) for sitting in study_day.sittings] for study_day in days]
    assert placed == [[("a", 20)], [("b", 5)], [("a", 25)]]
    short = make_days([10, 15, 10], 40)
    fill_room(short, [(work(20), START)], RULES)
    assert [day.room for day in short] == [10, 0, 10]


@pytest.mark.parametrize(
    ("minutes", "own", "expected"),
    [
        (120, None, (110, 10)),
        (59, None, (55, 0)),  # less than an hour: cards live in free minutes
        (60, None, (55, 5)),
        (119, None, (110, 5)),
        (720, None, (690, 30)),
        (120, 0, (120, 0)),
        (120, 33, (90, 30)),
        (30, 20, (15, 15)),  # tasks keep the least that a day may have
        (15, 5, (15, 0)),
    ],
)
def test_a_day_s_minutes(minutes: int, own: int | None, expected: tuple[int, int]) -> None:
    goal = Goal("mle", minutes, card_minutes=own)
    assert DayMinutes(POLICY, goal).count(START) == expected
    day = DayMinutes(POLICY, goal).make_day(START)
    assert (day.minutes, day.room, day.cards) == (expected[0], *expected)


def test_minutes_by_weekday() -> None:
    goal = Goal("mle", 15, weekdays=(0, 1, 2, 3, 4), weekday_minutes=(30, 120, 60, 30, 30, 240, 15))
    minutes = DayMinutes(POLICY, goal)
    days = [minutes.count(START + timedelta(days=day)) for day in range(7)]
    assert days == [(30, 0), (110, 10), (55, 5), (30, 0), (30, 0), (220, 20), (15, 0)]
    assert minutes.longest == 110, "the Saturday is no study day"


@pytest.mark.parametrize(("done", "left"), [(0, 110), (20, 90), (22, 85), (110, 0), (200, 0)])
def test_minutes_ticked_on_the_start_date_come_off_it(done: int, left: int) -> None:
    minutes = DayMinutes(POLICY, Goal("mle", 120), START, done)
    assert minutes.count(START) == (left, 10)
    assert minutes.count(START + timedelta(days=1)) == (110, 10)
    assert minutes.longest == 110


def test_only_ticks_of_the_start_date_with_minutes_count_against_it() -> None:
    done = [
        CompletedTask("a", 1, 25, on=START),
        CompletedTask("a", 2, 10, on=START),
        CompletedTask("b", 0, 5, on=START),
        CompletedTask("c", 0, None, on=START),
        CompletedTask("d", 0, 60, on=START - timedelta(days=1)),
        CompletedTask("e", 0, 60),
    ]
    assert CompletedWork(POLICY, done, START).minutes_at_start == 40
