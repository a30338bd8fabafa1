"""What was done week by week."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from studyplan.accounts.models import User
from studyplan.core.model import Goal
from studyplan.practice.history.services import (
    StudyWeek,
    first_week,
    monday,
    rest_days,
    weeks_of,
    work_since,
)
from studyplan.practice.models import Review
from studyplan.progress.models import Completion
from tests.factories import NOW
from tests.practice.factories import a_card, make_attempt, make_drill

pytestmark = pytest.mark.django_db
LF = "loss-functions"
TODAY = NOW.date()  # a Monday
DAY, WEEK = timedelta(days=1), timedelta(days=7)
WEEKDAYS_ONLY = Goal("mle", 60, weekdays=(0, 1, 2, 3, 4))


def tick(user: User, on: date, minutes: int | None = 30, took: str = "", task: str = "") -> None:
    at = datetime.combine(on, time(9), tzinfo=UTC)
    Completion.objects.create(user=user, task=task or f"read:{on}", done_at=at, done_on=on, minutes=minutes, took=took)


def review(user: User, on: date, seconds: int | None = 60) -> None:
    at = datetime.combine(on, time(9), tzinfo=UTC)
    Review.objects.create(user=user, card=a_card(), grade=3, seconds=seconds, reviewed_at=at, reviewed_on=on)


def weeks_of_user(user: User, most: int = 16) -> tuple[StudyWeek, ...]:
    return weeks_of(work_since(user, first_week(TODAY, most)), WEEKDAYS_ONLY, TODAY, most)


def test_weeks_run_from_the_first_with_anything_done_to_this_one(ada: User) -> None:
    assert weeks_of_user(ada) == ()
    tick(ada, TODAY - 10 * DAY, minutes=40, took=Completion.Took.LONGER)
    review(ada, TODAY - 10 * DAY, 90)
    review(ada, TODAY - 9 * DAY, None)
    make_attempt(ada, LF, hits=3, at=NOW, seconds=240)
    make_attempt(ada, LF, hits=1, at=NOW + timedelta(hours=1))
    first, second, third = weeks_of_user(ada)
    assert (first.starts_on, second.starts_on, third.starts_on) == (TODAY - 2 * WEEK, TODAY - WEEK, TODAY)
    # 40 minutes that took longer are an hour; 90 seconds are two minutes.
    assert (first.planned, first.practiced, first.minutes) == (60, 2, 62)
    assert (second.minutes, second.answered) == (0, 0)
    assert (third.planned, third.practiced) == (0, 4)
    assert (third.answered, third.stumbles, third.held) == (2, 1, 1)


def test_only_the_newest_weeks_are_shown(ada: User) -> None:
    tick(ada, TODAY - 40 * WEEK)
    weeks = weeks_of_user(ada, 4)
    assert [week.starts_on for week in weeks] == [TODAY - number * WEEK for number in (3, 2, 1, 0)]


def test_what_is_older_counts_as_begun_and_no_more(ada: User) -> None:
    review(ada, TODAY - 40 * WEEK)
    first, *_others, last = weeks_of_user(ada, 4)
    assert (first.starts_on, first.studied, first.rested, first.practiced) == (TODAY - 3 * WEEK, 0, 2, 0)
    review(ada, TODAY, 120)
    assert (last.starts_on, weeks_of_user(ada, 4)[-1].practiced) == (TODAY, 2)
    assert sum(day.answered for day in work_since(ada, TODAY)) == 0
    make_attempt(ada, LF, at=NOW - 40 * WEEK)
    assert sum(day.answered for day in work_since(ada, TODAY)) == 1, "Pages of attempts count them all."


def test_days_that_the_goal_leaves_free_are_kept(ada: User) -> None:
    """From the first day studied on; a free day on which one studied counts once, as studied."""
    tick(ada, TODAY - 11 * DAY)  # Thursday, then a free weekend
    tick(ada, TODAY - 2 * DAY)  # Saturday
    first, second, third = weeks_of_user(ada)
    assert (first.studied, first.rested, first.kept) == (1, 2, 3)
    assert (second.studied, second.rested, second.kept) == (1, 1, 2)
    assert (third.studied, third.rested) == (0, 0)


def test_a_day_off_is_a_day_of_rest() -> None:
    goal = Goal("mle", 60, days_off=(TODAY - DAY, TODAY + DAY, TODAY - 5 * DAY))
    assert rest_days(goal, frozenset({TODAY - 3 * DAY}), TODAY) == [TODAY - DAY]


def test_practice_that_served_a_ticked_task_counts_once(ada: User) -> None:
    ticked = make_drill(ada, task="mock:maintenance-1", ended_at=NOW)
    open_one = make_drill(ada, task="mock:maintenance-2", ended_at=NOW)
    free = make_drill(ada, ended_at=NOW)
    for number, drill in enumerate((ticked, open_one, free)):
        make_attempt(ada, LF, seconds=600 * (number + 1), drill=drill, place=0)
    tick(ada, TODAY, minutes=10, task="mock:maintenance-1")
    [week] = weeks_of_user(ada)
    assert (week.planned, week.practiced, week.answered) == (10, 20 + 30, 3)


def test_it_is_the_users_own(ada: User, grace: User) -> None:
    tick(grace, TODAY)
    review(grace, TODAY)
    make_attempt(grace, LF)
    assert weeks_of_user(ada) == ()


@pytest.mark.parametrize("number", range(7))
def test_a_week_begins_on_monday(number: int) -> None:
    assert monday(TODAY + number * DAY) == TODAY
