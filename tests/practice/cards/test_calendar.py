"""Days for cards: balancing, the end before an interview, and spreading what waits."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.values import ONE_DAY
from studyplan.practice.cards.calendar import FINAL_REVIEW_DAYS, CardDays, WaitingItem, slack, spread
from tests.factories import EVERY_DAY, NOW

TODAY = NOW.date()  # a Monday
LIMIT = 900
WORKDAYS = (0, 1, 2, 3, 4)


def days(
    interview: int | None = None,
    *,
    weekdays: tuple[int, ...] = EVERY_DAY,
    off: tuple[int, ...] = (),
    today: date = TODAY,
) -> CardDays:
    """Days with an interview so many days away; ``off`` days are counted alike."""
    interviews = () if interview is None else (GoalInterview(on=TODAY + ONE_DAY * interview),)
    goal = Goal("mle", 60, weekdays, tuple(TODAY + ONE_DAY * number for number in off), interviews)
    return CardDays(goal, today)


calendars = st.builds(
    days,
    st.none() | st.integers(-3, 60),
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda weekdays: tuple(sorted(weekdays))),
    off=st.sets(st.integers(-5, 40), max_size=12).map(tuple),
)
loads = st.dictionaries(st.integers(-3, 70).map(lambda number: TODAY + ONE_DAY * number), st.integers(0, 2000))


# When a card comes again


def test_short_waits_stay_as_they_are() -> None:
    assert [slack(interval) for interval in (1, 2, 3, 10, 25, 100)] == [0, 0, 1, 1, 2, 10]
    assert days().choose_day(1, {TODAY + ONE_DAY: 5000}) == TODAY + ONE_DAY


def test_the_least_loaded_day_nearby() -> None:
    load = {TODAY + ONE_DAY * number: 60 * number for number in range(20)}
    assert days().choose_day(10, load) == TODAY + 9 * ONE_DAY
    assert days().choose_day(10, {}) == TODAY + 10 * ONE_DAY
    assert days().choose_day(10, {TODAY + 10 * ONE_DAY: 1}) == TODAY + 9 * ONE_DAY


def test_a_study_day_comes_before_an_idle_day_off() -> None:
    friday = days(weekdays=WORKDAYS).choose_day(5, {TODAY + 4 * ONE_DAY: 5000})
    assert friday == TODAY + 4 * ONE_DAY
    saturday = days(weekdays=(2,)).choose_day(5, {})
    assert saturday == TODAY + 5 * ONE_DAY, "No study day is near, so it keeps its day."


def test_what_would_come_after_the_interview_comes_in_the_last_days() -> None:
    far = days(20)
    assert far.last == TODAY + 19 * ONE_DAY
    assert far.final_review == tuple(TODAY + ONE_DAY * number for number in range(15, 20))
    load = dict.fromkeys(far.final_review, 10) | {far.final_review[2]: 0}
    assert far.choose_day(90, load) == far.final_review[2]
    assert far.choose_day(20, {}) == TODAY + 19 * ONE_DAY


def test_the_last_days_are_study_days() -> None:
    assert days(14, weekdays=WORKDAYS).final_review[0] == TODAY + 7 * ONE_DAY
    weekend_off = days(14, weekdays=WORKDAYS, off=(11,)).final_review
    assert [(on - TODAY).days for on in weekend_off] == [4, 7, 8, 9, 10]
    assert days(3).final_review[0] == TODAY - 2 * ONE_DAY, "They may have begun."
    assert days(80, off=tuple(range(80))).final_review == (TODAY + 79 * ONE_DAY,)
    assert days().final_review == ()


@given(calendars, st.integers(1, 400), loads)
def test_a_card_comes_near_its_day_and_before_the_interview(
    calendar: CardDays, interval: int, load: dict[date, int]
) -> None:
    on = calendar.choose_day(interval, load)
    assert on == calendar.choose_day(interval, dict(reversed(load.items()))), "It depends on nothing else."
    ideal = TODAY + ONE_DAY * interval
    near = [ideal + ONE_DAY * number for number in range(-slack(interval), slack(interval) + 1)]
    if calendar.last is None:
        assert on in near
    else:
        assert on <= calendar.last
        assert on in near or (near[0] > calendar.last and on in (*calendar.final_review, calendar.last))
    if on in near:
        allowed = [day for day in near if calendar.last is None or day <= calendar.last]
        study_days = [day for day in allowed if calendar.is_open(day)]
        assert calendar.is_open(on) or not study_days
        assert load.get(on, 0) == min(load.get(day, 0) for day in study_days or allowed)


def test_a_goal_that_changes_moves_what_was_cut_short() -> None:
    cut, wanted, reviewed = TODAY + 5 * ONE_DAY, TODAY + 40 * ONE_DAY, TODAY - ONE_DAY
    assert days(6).comes_on(cut, wanted, reviewed) == cut
    assert days(None).comes_on(cut, wanted, reviewed) == wanted, "The interview is off."
    assert days(100).comes_on(cut, wanted, reviewed) == wanted
    assert days(30).comes_on(cut, wanted, reviewed) == TODAY + 25 * ONE_DAY, "It is later: in its last days."
    assert days(10).comes_on(TODAY + 38 * ONE_DAY, wanted, reviewed) == TODAY + 5 * ONE_DAY, "There was none before."


def test_balancing_is_no_cutting_short() -> None:
    choose_day, wanted = TODAY + 36 * ONE_DAY, TODAY + 40 * ONE_DAY
    assert days().comes_on(choose_day, wanted, TODAY) == choose_day


def test_whoever_was_swept_comes_no_more() -> None:
    near = days(3)
    last, wanted = TODAY + 2 * ONE_DAY, TODAY + 30 * ONE_DAY
    assert near.comes_on(last, wanted, TODAY) is None
    assert near.comes_on(last, wanted, TODAY - 20 * ONE_DAY) == last
    assert near.comes_on(last, last, TODAY) == last, "This one FSRS wants."


def test_a_missed_day_stays_missed() -> None:
    assert days(3).comes_on(TODAY - ONE_DAY, TODAY + 30 * ONE_DAY, TODAY - 20 * ONE_DAY) == TODAY - ONE_DAY
    assert days().comes_on(TODAY - 9 * ONE_DAY, TODAY - 9 * ONE_DAY, TODAY - 20 * ONE_DAY) == TODAY - 9 * ONE_DAY


def test_on_the_day_of_the_interview_nothing_comes_and_nothing_ends() -> None:
    today = days(0)
    assert today.last is None
    assert not today.is_open(TODAY)


# Spreading

things = st.lists(
    st.builds(
        WaitingItem,
        st.just(None),
        st.integers(-20, 50).map(lambda number: TODAY + ONE_DAY * number),
        st.integers(1, LIMIT),
        st.floats(0, 100),
    ),
    max_size=40,
).map(
    lambda waiting: [
        WaitingItem(number, entry.due, entry.seconds, entry.urgency) for number, entry in enumerate(waiting)
    ]
)


@given(calendars, things, st.integers(-100, LIMIT))
def test_no_day_holds_more_than_its_limit(calendar: CardDays, waiting: list[WaitingItem[int]], room: int) -> None:
    schedule = spread(calendar, waiting, room=room, limit_on=lambda _on: LIMIT)
    assert schedule == spread(calendar, list(waiting), room=room, limit_on=lambda _on: LIMIT)
    for on, placed in schedule.days.items():
        seconds = sum(waiting[number].seconds for number in placed)
        assert seconds <= (max(room, 0) if on == TODAY else LIMIT * calendar.is_open(on))
        assert calendar.last is None or on <= calendar.last


@given(calendars, things, st.integers(0, LIMIT))
def test_nothing_is_lost_nothing_comes_twice_and_nothing_early(
    calendar: CardDays, waiting: list[WaitingItem[int]], room: int
) -> None:
    schedule = spread(calendar, waiting, room=room, limit_on=lambda _on: LIMIT)
    due = {entry.item: entry.due for entry in waiting}
    times = Counter(item for placed in schedule.days.values() for item in placed)
    times.update(schedule.overflow)
    assert max(times.values(), default=1) == 1
    assert all(due[item] <= on for on, placed in schedule.days.items() for item in placed)
    ends = calendar.last or schedule.caught_up_on
    assert ends
    assert {item for item, on in due.items() if on <= ends} <= times.keys()
    assert calendar.last or not schedule.overflow
    if schedule.caught_up_on:
        by_then = {item for on, placed in schedule.days.items() if on <= schedule.caught_up_on for item in placed}
        assert {item for item, on in due.items() if on <= schedule.caught_up_on} == by_then


@given(calendars, things, st.integers(0, LIMIT))
def test_the_most_urgent_goes_first(calendar: CardDays, waiting: list[WaitingItem[int]], room: int) -> None:
    schedule = spread(calendar, waiting, room=room, limit_on=lambda _on: LIMIT)
    urgency = {entry.item: (-entry.urgency, entry.item) for entry in waiting}
    for placed in schedule.days.values():
        assert list(placed) == sorted(placed, key=urgency.__getitem__)
    late = {entry.item for entry in waiting if entry.due <= TODAY} - set(schedule.days[TODAY])
    assert all(urgency[one] <= urgency[other] for one in schedule.days[TODAY] for other in late)


def test_an_absence_is_caught_up_on_a_stated_day() -> None:
    overdue = [WaitingItem(number, TODAY - ONE_DAY, 60, number) for number in range(40)]
    schedule = spread(days(weekdays=WORKDAYS), overdue, room=300, limit_on=lambda _on: LIMIT)
    assert [len(placed) for placed in schedule.days.values()] == [5, 15, 15, 5]
    assert schedule.days[TODAY] == (39, 38, 37, 36, 35)
    assert schedule.caught_up_on == TODAY + 3 * ONE_DAY
    over_the_weekend = spread(days(weekdays=(0,)), overdue, room=300, limit_on=lambda _on: LIMIT)
    assert over_the_weekend.caught_up_on == TODAY + 21 * ONE_DAY


def test_what_does_not_fit_before_the_interview_is_named() -> None:
    overdue = [WaitingItem(number, TODAY, 300, number) for number in range(10)]
    schedule = spread(days(2), overdue, room=LIMIT, limit_on=lambda _on: LIMIT)
    assert schedule.overflow == (3, 2, 1, 0)
    assert schedule.caught_up_on is None
    assert max(schedule.days) == TODAY + ONE_DAY


@pytest.mark.parametrize("interview", [None, 9])
def test_nothing_waits_nothing_comes(interview: int | None) -> None:
    nothing: list[WaitingItem[int]] = []
    schedule = spread(days(interview), nothing, room=0, limit_on=lambda _on: LIMIT)
    assert schedule.caught_up_on == TODAY
    assert not any(schedule.days.values())
    assert len(days(9).final_review) == FINAL_REVIEW_DAYS


def test_later_last_days_are_reached_though_today_is_free() -> None:
    final_review = [WaitingItem(number, TODAY + 5 * ONE_DAY, 450, 1.0) for number in range(9)]
    schedule = spread(days(8), final_review, room=LIMIT, limit_on=lambda _on: LIMIT)
    assert schedule.caught_up_on == TODAY
    assert [len(placed) for on, placed in schedule.days.items() if on >= TODAY + 5 * ONE_DAY] == [2, 2, 2]
    assert schedule.overflow == (6, 7, 8)
    assert timedelta() < max(schedule.days) - TODAY < 8 * ONE_DAY
