from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.values import (
    Stretch,
    add_days_off,
    add_interview,
    are_alike,
    find_stretches,
    is_study_day,
    paused_until,
    remove_days_off,
    sort_nearest_first,
)

MONDAY = date(2026, 3, 2)
GOAL = Goal("mle", 60)
days = st.integers(0, 60).map(lambda number: MONDAY + timedelta(days=number))
spans = st.tuples(days, st.integers(0, 9)).map(lambda pair: Stretch(pair[0], pair[0] + timedelta(days=pair[1])))


def test_interviews_are_ordered_by_what_they_are() -> None:
    first, second = GoalInterview("google", (), MONDAY), GoalInterview("meta", (), MONDAY)
    later, undated = GoalInterview("amazon", (), date(2026, 3, 3)), GoalInterview("amazon")
    assert sort_nearest_first([undated, later, second, first]) == (first, second, later, undated)


@pytest.mark.parametrize(
    ("interview", "other", "alike"),
    [
        (GoalInterview("google", ("coding",), MONDAY), GoalInterview("google", ("ml-depth",), MONDAY), True),
        (GoalInterview("google", (), MONDAY), GoalInterview("google", (), None), False),
        (GoalInterview("google", (), MONDAY), GoalInterview("meta", (), MONDAY), False),
        (GoalInterview(None, ("coding",)), GoalInterview(None, ("ml-depth",)), True),
    ],
)
def test_rounds_do_not_tell_interviews_apart(interview: GoalInterview, other: GoalInterview, alike: bool) -> None:
    assert are_alike(interview, other) is alike


def test_an_interview_comes_in_its_place() -> None:
    interview = GoalInterview("google", (), MONDAY)
    goal = add_interview(add_interview(GOAL, GoalInterview("meta")), interview)
    assert goal.interviews == (interview, GoalInterview("meta"))


def test_stretches_are_days_in_a_row() -> None:
    off = [date(2026, 3, 9), MONDAY, date(2026, 3, 3), MONDAY]
    assert find_stretches(off) == (Stretch(MONDAY, date(2026, 3, 3)), Stretch(date(2026, 3, 9), date(2026, 3, 9)))
    assert [stretch.days for stretch in find_stretches(off)] == [2, 1]


@given(off=st.frozensets(days))
def test_stretches_hold_all_days_and_no_others(off: frozenset[date]) -> None:
    joined = find_stretches(off)
    assert frozenset().union(*(stretch.dates for stretch in joined)) == off
    assert all(after.first - before.last > timedelta(days=1) for before, after in itertools.pairwise(joined))


@given(off=st.lists(days, unique=True).map(sorted), span=spans)
def test_days_off_are_given_and_taken_back(off: list[date], span: Stretch) -> None:
    goal = replace(GOAL, days_off=tuple(off))
    paused = add_days_off(goal, span)
    assert set(paused.days_off) == set(off) | span.dates
    assert list(paused.days_off) == sorted(set(paused.days_off))
    assert set(remove_days_off(paused, span).days_off) == set(off) - span.dates


def test_a_pause_ends_on_the_next_study_day() -> None:
    goal = add_days_off(replace(GOAL, weekdays=(0, 4)), Stretch(MONDAY, date(2026, 3, 6)))
    assert paused_until(goal, MONDAY) == date(2026, 3, 9)
    assert paused_until(goal, date(2026, 3, 7)) is None, "a day that is never studied is no pause"
    assert is_study_day(goal, date(2026, 3, 9))
    assert not is_study_day(goal, date(2026, 3, 6))
