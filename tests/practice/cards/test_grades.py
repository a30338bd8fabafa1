"""A better grade never brings a card sooner, whatever else there is to do and however near the interview is."""

from __future__ import annotations

from datetime import UTC, date
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from studyplan.goals.values import ONE_DAY
from studyplan.practice.cards import fsrs
from studyplan.practice.cards.calendar import CardDays
from studyplan.practice.cards.state import NextTime, schedule_grades, schedule_review
from studyplan.practice.models import Review
from tests.factories import NOW
from tests.practice.cards.test_calendar import TODAY, calendars, days, loads

GRADES = st.sampled_from(Review.Grade.values)
ZONES = st.sampled_from(("Europe/Zurich", "Asia/Tokyo", "America/New_York"))
histories = st.lists(st.tuples(GRADES, st.integers(0, 120)), max_size=8)
"""Grades, each with the days until the next review."""

REMEMBERED = [(3, 0), (3, 2), (3, 9)]
BUSIER_EACH_DAY = {TODAY + ONE_DAY * number: 60 * number for number in range(70)}


def memory_after(history: list[tuple[int, int]]) -> fsrs.Memory:
    """The memory of a card with these reviews, the last of them so many days before today."""
    memory = fsrs.NEW
    on = TODAY - ONE_DAY * sum(waited for _grade, waited in history)
    for grade, waited in history:
        memory, _wait = fsrs.review(memory, grade, on)
        on += ONE_DAY * waited
    return memory


def next_times(calendar: CardDays, history: list[tuple[int, int]], load: dict[date, int]) -> list[NextTime]:
    return [next_time for _after, next_time in schedule_grades(calendar, memory_after(history), NOW, load)]


@given(calendars, histories, loads, ZONES)
@example(days(), REMEMBERED, BUSIER_EACH_DAY, "UTC")
@example(days(weekdays=(2,)), REMEMBERED, BUSIER_EACH_DAY, "UTC")
# “Hard” comes just before the interview, “Good” on that of the last days on which there is least to do.
@example(days(30), REMEMBERED, BUSIER_EACH_DAY, "UTC")
@example(days(33, weekdays=(0, 2, 4)), REMEMBERED, BUSIER_EACH_DAY, "UTC")
def test_a_better_grade_never_brings_a_card_sooner(
    calendar: CardDays, history: list[tuple[int, int]], load: dict[date, int], zone: str
) -> None:
    with timezone.override(ZoneInfo(zone)):
        outcomes = next_times(calendar, history, load)
    for worse, better in pairwise(outcomes):
        assert worse.due_on <= better.due_on
        assert worse.due_at <= better.due_at
        assert worse.wait <= better.wait


@given(calendars, histories, loads, GRADES)
def test_a_grade_does_what_was_announced(
    calendar: CardDays, history: list[tuple[int, int]], load: dict[date, int], grade: int
) -> None:
    announced = next_times(calendar, history, load)[grade - 1]
    memory = memory_after(history)
    after, next_time = schedule_review(calendar, memory, grade, NOW, load)
    assert next_time == announced
    assert after == fsrs.review(memory, grade, TODAY)[0]


@given(histories)
def test_nothing_but_the_order_of_grades_is_changed(history: list[tuple[int, int]]) -> None:
    """Without other cards and without an interview, a card comes when FSRS says."""
    memory = memory_after(history)
    for grade, next_time in zip(Review.Grade.values, next_times(days(), history, {}), strict=True):
        assert next_time.wait == fsrs.review(memory, grade, TODAY)[1]
        whole_days = next_time.wait // ONE_DAY
        assert next_time.due_on == TODAY + ONE_DAY * whole_days
        if not whole_days:
            assert next_time.due_at == (NOW + next_time.wait).astimezone(UTC)
