"""Time as it went: per week, and as a pace."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from studyplan.accounts.models import User
from studyplan.catalog.track import track
from studyplan.progress.models import Completion
from studyplan.progress.services import NOT_PLANNED, WHOLE, PlannedTask, set_done, set_took, ticks_of
from studyplan.progress.times import WeeklyTicks, WeekSpent, round_half_up, sum_by_week, time_spent
from tests.factories import NOW

MONDAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db

spent = st.lists(
    st.builds(
        WeeklyTicks,
        week=st.integers(0, 3).map(lambda number: MONDAY + timedelta(weeks=number)),
        took=st.sampled_from(["", "longer", "shorter", "as-planned"]),
        pace=st.sampled_from([50, 75, 100, 125, 200]),
        minutes=st.integers(1, 60).map(lambda fives: 5 * fives),
        ticks=st.integers(1, 9),
    ),
    max_size=12,
)


def ticks(user: User, number: int, **values: Any) -> None:
    """So many ticks of 40 planned minutes each, on the Monday unless ``values`` say otherwise."""
    before = user.completions.count()
    rows = {"minutes": 40, "done_at": NOW, "done_on": MONDAY} | values
    Completion.objects.bulk_create(
        Completion(user=user, task=f"read:{before + place}", **rows) for place in range(number)
    )


def test_nobody_has_spent_time_yet(ada: User) -> None:
    assert time_spent(ada) == sum_by_week([])
    assert (sum_by_week([]).weeks, sum_by_week([]).pace) == ((), None)


def test_weeks_begin_on_monday_and_hold_what_was_done_in_them(ada: User) -> None:
    ticks(ada, 1, done_on=MONDAY - timedelta(days=1))
    ticks(ada, 2, took="longer")
    ticks(ada, 1, took="shorter", done_on=MONDAY + timedelta(days=6))
    ticks(ada, 1, done_on=MONDAY + timedelta(days=7))
    with CaptureQueriesContext(connection) as queries:
        time = time_spent(ada)
    assert sum("progress_completion" in query["sql"] for query in queries.captured_queries) == 1
    assert time.weeks == (
        WeekSpent(MONDAY - timedelta(days=7), 40, 40),
        WeekSpent(MONDAY, 120, 60 + 60 + 30),
        WeekSpent(MONDAY + timedelta(days=7), 40, 40),
    )
    assert (time.ticks, time.reported, time.pace) == (5, 3, None)


def test_only_ones_own_time_counts(ada: User, grace: User) -> None:
    ticks(grace, 9, took="longer")
    assert time_spent(ada) == sum_by_week([])


def test_what_no_plan_gave_minutes_to_says_nothing(ada: User) -> None:
    ticks(ada, 9, took="longer", minutes=None)
    ticks(ada, 9, took="longer", minutes=0)
    assert time_spent(ada) == sum_by_week([])


@pytest.mark.parametrize(("number", "pace"), [(4, None), (5, 150), (6, 150)])
def test_five_ticks_make_a_pace(ada: User, number: int, pace: int | None) -> None:
    ticks(ada, number, took="longer")
    ticks(ada, 20)  # they say nothing, and count for nothing
    assert time_spent(ada).pace == pace


def test_as_planned_is_said_too(ada: User) -> None:
    ticks(ada, 5, took="longer")
    ticks(ada, 5, took="as-planned")
    assert time_spent(ada).pace == 125


def test_long_tasks_weigh_more(ada: User) -> None:
    ticks(ada, 1, took="longer", minutes=160)
    ticks(ada, 4, took="shorter", minutes=10)
    assert time_spent(ada).pace == round_half_up(Fraction(240 + 30, 200) * 20) * 5


def test_the_pace_of_the_plan_is_in_the_minutes_already(ada: User) -> None:
    """What was planned with 150 % and took as planned says 150 %, not 100 %."""
    ticks(ada, 5, took="as-planned", pace=150)
    assert time_spent(ada).pace == 150


def test_the_pace_has_bounds(ada: User) -> None:
    ticks(ada, 5, took="longer", pace=200)
    assert time_spent(ada).pace == 200
    Completion.objects.update(took="shorter", pace=50)
    assert time_spent(ada).pace == 50


@given(spent=spent)
def test_sums_hold(spent: list[WeeklyTicks]) -> None:
    total = sum_by_week(spent)
    policy = track().policy
    assert sum(week.planned for week in total.weeks) == sum(group.minutes for group in spent)
    for week in total.weeks:
        least, most = Fraction(*policy.took_shorter), Fraction(*policy.took_longer)
        assert week.planned * least - 1 <= week.actual <= week.planned * most + 1
    assert total.reported == sum(group.ticks for group in spent if group.took) <= total.ticks
    assert (total.pace is None) == (total.reported < policy.pace_from)
    if total.pace is not None:
        assert total.pace % policy.pace_step == 0
        assert policy.pace_range[0] <= total.pace <= policy.pace_range[1]


@given(spent=spent)
def test_more_of_the_same_does_not_turn_the_pace(spent: list[WeeklyTicks]) -> None:
    """Saying "longer" once more never makes the pace shorter, whatever was said before."""
    before = sum_by_week(spent).pace
    after = sum_by_week([*spent, WeeklyTicks(MONDAY, "longer", 200, 30, 1)]).pace
    assert before is None or after is None or after >= before


# What a tick says


def test_what_was_said_of_the_whole_holds_for_its_sittings(ada: User) -> None:
    planned = PlannedTask({1: 30, 2: 30, 3: 20}, level=4, pace=125)
    set_done(ada, "read:x", WHOLE, True, planned=planned, now=NOW, today=MONDAY)
    assert set_took(ada, "read:x", 2, "longer", planned=planned)
    assert [ticks_of(ada).took_of("read:x", sitting) for sitting in (WHOLE, 1, 2, 3)] == ["longer"] * 4
    set_done(ada, "read:x", 2, False, planned=planned, now=NOW, today=MONDAY)
    kept = ada.completions.order_by("sitting").values_list("sitting", "minutes", "pace", "took")
    assert list(kept) == [(1, 30, 125, "longer"), (3, 20, 125, "longer")]


def test_a_sittings_own_word_comes_first(ada: User) -> None:
    ada.completions.create(task="read:x", took="longer", done_at=NOW, done_on=MONDAY)
    ada.completions.create(task="read:x", sitting=1, took="shorter", done_at=NOW, done_on=MONDAY)
    ticks = ticks_of(ada)
    assert (ticks.took_of("read:x", 1), ticks.took_of("read:x", 2)) == ("shorter", "longer")
    assert ticks.took_of("read:y", 1) == ""


def test_what_is_taken_back_says_nothing_any_more(ada: User) -> None:
    for done in (True, False, True):
        set_done(ada, "read:x", WHOLE, done, planned=NOT_PLANNED, now=NOW, today=MONDAY)
        assert set_took(ada, "read:x", WHOLE, "longer", planned=NOT_PLANNED) is done
    set_done(ada, "read:x", WHOLE, False, planned=NOT_PLANNED, now=NOW, today=MONDAY)
    set_done(ada, "read:x", WHOLE, True, planned=NOT_PLANNED, now=NOW, today=MONDAY)
    assert ticks_of(ada).took_of("read:x", WHOLE) == ""
