"""Attempts as evidence, and the levels that follow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from studyplan.accounts.models import User
from studyplan.catalog.syllabus import syllabus
from studyplan.core.evidence import ProbeAnswer, QuestionAttempt
from studyplan.core.readiness import find_effective_levels
from studyplan.practice.evidence import effective_of, evidence_of, newest_answers_of, stumbled_on
from tests.factories import NOW, make_assessment, ratings
from tests.practice.factories import make_attempt, make_probe_attempt

pytestmark = pytest.mark.django_db
LF, OPT = "loss-functions", "optimization"
TODAY = NOW.date()
DAY = timedelta(days=1)


def test_attempts_become_evidence_the_oldest_first(ada: User, grace: User) -> None:
    make_attempt(ada, OPT, "rapid-fire", hits=2, points=5, at=NOW)
    make_probe_attempt(ada, LF, 4, "a", passed=True, at=NOW - DAY)
    make_probe_attempt(ada, LF, 3, "b", passed=False, at=NOW - 2 * DAY)
    make_attempt(grace, LF)
    assert evidence_of(ada) == [
        ProbeAnswer(LF, 3, "b", False, TODAY - 2 * DAY),
        ProbeAnswer(LF, 4, "a", True, TODAY - DAY),
        QuestionAttempt(OPT, 3, "rapid-fire", "a-question", 2, 5, TODAY),
    ]


def test_levels_start_from_the_newest_assessment(ada: User) -> None:
    make_assessment(ada, ratings(2), NOW - DAY)
    make_assessment(ada, ratings(4))
    for slug in ("a", "b"):
        make_probe_attempt(ada, LF, 4, slug, passed=False)
    levels = effective_of(ada)
    assert list(levels) == list(ratings())
    assert (levels[LF].rating, levels[LF].level) == (4, 3)
    assert {level.level for slug, level in levels.items() if slug != LF} == {4}
    assert ada.assessments.latest_one().levels[LF] == 4  # type: ignore[union-attr]


@given(
    answers=st.lists(
        st.tuples(st.sampled_from([LF, OPT]), st.integers(2, 5), st.integers(0, 4), st.booleans(), st.integers(0, 6)),
        max_size=40,
    ),
    rating=st.integers(1, 5),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_levels_follow_from_the_newest_answers_as_from_all(
    ada: User, answers: list[tuple[str, int, int, bool, int]], rating: int
) -> None:
    ada.attempts.all().delete()
    for number, (topic, level, slug, passed, days) in enumerate(answers):
        at = NOW - DAY * days + timedelta(seconds=number)
        make_probe_attempt(ada, topic, level, f"probe-{slug}", passed=passed, at=at)
    rated = ratings(rating)
    assert effective_of(ada, rated) == find_effective_levels(syllabus().policy.readiness, rated, evidence_of(ada))
    assert len(newest_answers_of(ada)) == len({answer[:3] for answer in answers})


def test_before_an_assessment_there_are_no_levels(ada: User) -> None:
    make_probe_attempt(ada, LF, 4, "a", passed=True)
    assert effective_of(ada) == {}


def test_stumbles_are_the_users_own(ada: User, grace: User) -> None:
    make_attempt(ada, LF, hits=1, at=NOW - DAY)
    make_attempt(ada, OPT, hits=1)
    make_attempt(ada, "bias-variance", hits=1, at=NOW - 9 * DAY)
    make_attempt(grace, "regularization", hits=0)
    assert stumbled_on(ada, TODAY - DAY) == (OPT, LF)
    make_attempt(ada, OPT, hits=3, at=NOW + timedelta(minutes=1))
    assert stumbled_on(ada, TODAY - DAY) == (LF,)


def test_more_attempts_ask_the_database_no_more(ada: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(3):
        make_probe_attempt(ada, LF, 3, f"probe-{number}", passed=True)
        with django_assert_num_queries(1):
            assert len(evidence_of(ada)) == number + 1
