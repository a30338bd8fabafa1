"""How levels went, and the assessments."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyplan.accounts.models import User
from studyplan.practice.evidence import effective_of
from studyplan.practice.history.levels import LevelPoint, levels_over_time
from tests.factories import NOW, make_assessment, make_retired_topic, ratings
from tests.practice.factories import make_attempt, make_probe_attempt

pytestmark = pytest.mark.django_db
LF = "loss-functions"
TODAY = NOW.date()  # a Monday
DAY = timedelta(days=1)


def points_of(user: User) -> dict[str, tuple[LevelPoint, ...]]:
    return {slug: topic.points for slug, topic in levels_over_time(user).topics.items()}


def test_levels_change_by_assessments_and_by_checks(ada: User) -> None:
    make_assessment(ada, ratings(4), NOW - 9 * DAY)
    for number, slug in enumerate(("a", "b")):
        make_probe_attempt(ada, LF, 4, slug, passed=False, at=NOW - (7 - number) * DAY)
        make_probe_attempt(ada, LF, 4, slug, passed=True, at=NOW - (3 - number) * DAY)
    make_attempt(ada, LF, hits=0)
    make_assessment(ada, ratings(4, loss_functions=5), NOW)
    levels = points_of(ada)
    assert levels[LF] == (
        LevelPoint(TODAY - 9 * DAY, 4, 4),
        LevelPoint(TODAY - 6 * DAY, 4, 3),
        LevelPoint(TODAY - 3 * DAY, 4, 4),
        LevelPoint(TODAY, 5, 5),
    )
    assert levels["optimization"] == (LevelPoint(TODAY - 9 * DAY, 4, 4),)


def test_what_was_checked_before_the_first_rating_counts_with_it(ada: User) -> None:
    for slug in ("a", "b"):
        make_probe_attempt(ada, LF, 3, slug, passed=False, at=NOW - 3 * DAY)
    assert points_of(ada) == {}
    make_assessment(ada, ratings(3), NOW - DAY)
    assert points_of(ada)[LF] == (LevelPoint(TODAY - DAY, 3, 2),)


def test_of_two_assessments_on_a_day_the_later_holds(ada: User) -> None:
    make_assessment(ada, ratings(2), NOW)
    make_assessment(ada, ratings(3), NOW + timedelta(hours=2))
    assert points_of(ada)[LF] == (LevelPoint(TODAY, 3, 3),)


def test_days_are_the_users(ada: User) -> None:
    make_assessment(ada, ratings(2), NOW.replace(hour=23))
    with timezone.override("Asia/Tokyo"):
        assert points_of(ada)[LF][0].on == TODAY + DAY


def test_topics_that_the_content_dropped_are_left_out(ada: User) -> None:
    make_assessment(ada, ratings() | {make_retired_topic().slug: 4})
    assert "kernel-methods" not in points_of(ada)


def test_it_is_the_users_own(ada: User, grace: User) -> None:
    make_attempt(grace, LF)
    make_assessment(grace)
    history = levels_over_time(ada)
    assert (history.topics, history.assessments) == ({}, ())


def test_assessments_come_in_order_with_their_totals(ada: User) -> None:
    make_assessment(ada, ratings(2, loss_functions=4), NOW)
    make_assessment(ada, ratings(2), NOW)  # at the same moment: another one all the same
    assessments = levels_over_time(ada).assessments
    assert [taken.total for taken in assessments] == [26, 24]
    assert [taken.levels[LF] for taken in assessments] == [4, 2]


@given(
    answers=st.lists(
        st.tuples(st.sampled_from([2, 3, "problem"]), st.integers(0, 4), st.booleans(), st.integers(0, 9)), max_size=30
    )
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_last_day_is_what_every_other_page_counts(
    ada: User, answers: list[tuple[int | str, int, bool, int]]
) -> None:
    ada.attempts.all().delete()
    ada.assessments.all().delete()
    make_assessment(ada, taken_at=NOW - 5 * DAY)
    for number, (asked, slug, held, days) in enumerate(answers):
        at = NOW - days * DAY + timedelta(seconds=number)
        if isinstance(asked, int):
            make_probe_attempt(ada, LF, asked, f"probe-{slug}", passed=held, at=at)
        else:
            make_attempt(ada, LF, asked, f"question-{slug}", hits=4 * held, at=at)
    told = levels_over_time(ada).topics[LF]
    assert told.effective == effective_of(ada)[LF]
    assert told.points[-1].counted == told.effective.level
