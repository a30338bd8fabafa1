"""Cards: grades, undo, misses."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from studyplan.accounts.models import User
from studyplan.goals.services import goal_of
from studyplan.practice.cards.memories import memory_version
from studyplan.practice.cards.queue import build_session
from studyplan.practice.cards.services import StaleCardError, give_grade, schedule_for_tomorrow, undo_review
from studyplan.practice.cards.state import load_card_state, preview_next_times, undoable_review
from studyplan.practice.models import CardMemory
from tests.factories import NOW, make_goal, make_user
from tests.practice.cards.helpers import (
    AGAIN,
    DAY,
    EASY,
    GOOD,
    HARD,
    TODAY,
    asked,
    comes_on,
    everything,
    grade,
    in_days,
    memory_of,
)
from tests.practice.factories import a_card, make_memory

# Grades


def test_a_grade_is_kept_with_what_was_before(ada: User) -> None:
    card = a_card()
    first = grade(ada, card, GOOD, seconds=12)
    assert (first.before, first.seconds, first.reviewed_on) == (None, 12, TODAY)
    stored = memory_of(ada, card)
    second = grade(ada, card, GOOD, NOW + timedelta(minutes=10))
    assert second.before
    assert second.before["stability"] == stored.stability
    assert memory_of(ada, card).state == CardMemory.State.REVIEW


@pytest.mark.parametrize("given", [AGAIN, HARD, GOOD, EASY])
@pytest.mark.parametrize("interview", [None, 1, 2, 30])
def test_the_preview_is_what_happens(ada: User, given: int, interview: int | None) -> None:
    make_goal(ada, on=in_days(interview), weekdays=[0, 1, 3])
    for number in range(1, 8):
        make_memory(ada, a_card(number=number), due_on=TODAY + DAY * number, due_at=NOW + DAY * number)
    make_memory(ada, a_card(), reviewed_at=NOW - 6 * DAY)
    before = everything(ada)
    then = preview_next_times(load_card_state(ada, goal_of(ada), TODAY), a_card(), NOW)
    assert everything(ada) == before
    grade(ada, a_card(), given)
    stored = memory_of(ada, a_card())
    assert (stored.due_at, stored.due_on) == (then[given].due_at, then[given].due_on)
    assert (then[given].minutes > 0) == (given == AGAIN)


def test_a_stale_grade_changes_nothing(ada: User) -> None:
    card = a_card()
    seen = memory_version(ada, card)
    grade(ada, card, GOOD)
    before = everything(ada)
    with pytest.raises(StaleCardError):
        give_grade(ada, card, AGAIN, seen=seen, now=NOW, today=TODAY)
    assert everything(ada) == before


def test_the_same_time_on_the_clock_when_clocks_change(ada: User) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    with timezone.override(berlin):
        late = datetime(2026, 3, 28, 23, 30, tzinfo=berlin)
        make_memory(ada, a_card(), stability=0.5, reviewed_at=late - DAY, due_at=late)
        grade(ada, a_card(), HARD, late)
        stored = memory_of(ada, a_card())
        wait = (stored.due_on - late.date()).days
        due_at = stored.due_at.astimezone(berlin)
        assert (due_at.date(), due_at.hour) == (late.date() + DAY * wait, 23)
        assert comes_on(ada, late.date()) == stored.due_on


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue", "Asia/Kathmandu"])
def test_due_by_the_user_s_date(ada: User, zone: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        today = timezone.localdate(NOW)
        give_grade(ada, a_card(), EASY, seen=0, now=NOW, today=today)
        on = memory_of(ada, a_card()).due_on
        before = datetime.combine(on, datetime.min.time(), tzinfo=ZoneInfo(zone)) - timedelta(seconds=1)
        assert build_session(ada, before, timezone.localdate(before)).queue == ()
        midnight = before + timedelta(seconds=1)
        assert [queued.text.card for queued in build_session(ada, midnight, timezone.localdate(midnight)).queue] == [
            a_card()
        ]


# Undo


def test_undo_of_a_first_grade_leaves_a_new_card(ada: User) -> None:
    before = everything(ada)
    review = grade(ada, a_card(), GOOD)
    assert undoable_review(ada, TODAY) == review
    assert undo_review(ada, review.pk, TODAY)
    assert everything(ada) == before


def test_undo_twice_takes_back_one(ada: User) -> None:
    grade(ada, a_card(), GOOD)
    before = everything(ada)
    review = grade(ada, a_card(number=1), AGAIN)
    assert undo_review(ada, review.pk, TODAY)
    assert undo_review(ada, review.pk, TODAY) is None
    assert everything(ada) == before


def test_only_one_s_own_newest_grade_of_today(ada: User, grace: User) -> None:
    older, newest = grade(ada, a_card(), GOOD), grade(ada, a_card(number=1), GOOD)
    before = everything(ada)
    assert undo_review(ada, older.pk, TODAY) is None
    assert undo_review(grace, newest.pk, TODAY) is None
    assert undo_review(ada, newest.pk, TODAY + DAY) is None
    assert undoable_review(ada, TODAY + DAY) is None
    assert everything(ada) == before


def test_a_card_that_was_taken_back_can_be_graded_from_either_window(ada: User) -> None:
    card, seen = a_card(), 0
    review = grade(ada, card, GOOD)
    undo_review(ada, review.pk, TODAY)
    assert give_grade(ada, card, AGAIN, seen=seen, now=NOW, today=TODAY).grade == AGAIN


class UndoTest(TestCase):
    """Undo against every history."""

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(
        history=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.integers(0, 30)), max_size=6),
        last=st.tuples(st.integers(0, 3), st.integers(1, 4)),
        interview=st.none() | st.integers(1, 60),
    )
    def test_undo_is_exact(
        self, history: list[tuple[int, int, int]], last: tuple[int, int], interview: int | None
    ) -> None:
        user = make_user("undo@example.org")
        make_goal(user, on=in_days(interview))
        at = NOW
        for number, given_grade, gap in history:
            at += DAY * gap + timedelta(microseconds=123457)
            grade(user, a_card(number=number), given_grade, at, seconds=7)
        before = everything(user)
        review = grade(user, a_card(number=last[0]), last[1], at)
        assert everything(user) != before
        assert undo_review(user, review.pk, at.date())
        assert everything(user) == before


# Misses


def test_a_miss_makes_a_new_card_come_tomorrow(ada: User) -> None:
    memory = schedule_for_tomorrow(ada, a_card(), TODAY)
    memory.refresh_from_db()
    assert (memory.due_on, memory.reviewed_at, memory.stability) == (TODAY + DAY, None, None)
    assert asked(ada) == []
    assert asked(ada, NOW + DAY) == [a_card()]
    assert not ada.card_reviews.exists()
    review = grade(ada, a_card(), GOOD, NOW + DAY)
    assert undo_review(ada, review.pk, TODAY + DAY)
    assert memory_of(ada, a_card()).due_on == TODAY + DAY


def test_a_miss_pulls_a_card_forward_and_never_back(ada: User) -> None:
    make_memory(ada, a_card(), due_on=TODAY + 30 * DAY, due_at=NOW + 30 * DAY)
    make_memory(ada, a_card(number=1), due_on=TODAY, due_at=NOW)
    for number in (0, 1):
        schedule_for_tomorrow(ada, a_card(number=number), TODAY)
        schedule_for_tomorrow(ada, a_card(number=number), TODAY)
    assert memory_of(ada, a_card()).due_on == TODAY + DAY
    assert memory_of(ada, a_card()).stability == 5.0
    assert memory_of(ada, a_card(number=1)).due_on == TODAY
    assert set(asked(ada, NOW + DAY)) == {a_card(), a_card(number=1)}


def test_a_miss_on_the_last_day_comes_the_same_day(ada: User) -> None:
    make_goal(ada, on=TODAY + DAY)
    grade(ada, a_card(), EASY)
    assert asked(ada) == []
    assert schedule_for_tomorrow(ada, a_card(), TODAY).due_on == TODAY
    assert asked(ada) == [a_card()]
