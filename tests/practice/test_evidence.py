"""Attempts as evidence, and the levels that follow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from studyplan.accounts.models import User
from studyplan.catalog.models import Card, CodingProblem, Problem, Topic
from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.track import track
from studyplan.catalog.version import one_version
from studyplan.core.evidence import ProbeAnswer, QuestionAttempt
from studyplan.core.readiness import EffectiveLevel, find_effective_levels
from studyplan.practice import evidence
from studyplan.practice.evidence import effective_of, evidence_of, stumbled_on
from studyplan.practice.models import AnswerSummary, Attempt
from tests.factories import NOW, make_assessment, make_retired_topic, ratings
from tests.practice.factories import make_attempt, make_drill, make_probe_attempt

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


def test_a_question_has_its_own_level_or_that_of_its_kind(ada: User) -> None:
    problem = Problem.objects.filter(topic__slug=LF, level=5)[0]
    coding = CodingProblem.objects.filter(topic__slug=LF, level=4)[0]
    card = Card.objects.filter(topic__slug=LF, kind="rapid-fire", level=4)[0]
    asked = [("problem", problem.slug, 5), ("coding", coding.slug, 4), ("rapid-fire", card.slug, 4)]
    others = track().policy.attempt_levels
    asked += [(kind, "not-in-the-content", level) for kind, level in others.items()]
    for number, (kind, slug, _level) in enumerate(asked):
        make_attempt(ada, LF, kind, slug, at=NOW + timedelta(minutes=number))
    assert [(answer.kind, answer.slug, answer.level) for answer in evidence_of(ada)] == asked  # type: ignore[union-attr]


def test_every_kind_of_question_has_a_level() -> None:
    assert set(track().policy.attempt_levels) == set(Attempt.Kind.values) - {Attempt.Kind.PROBE}


def test_a_question_keeps_its_level_when_the_content_drops_it(ada: User) -> None:
    problem = Problem.objects.filter(topic__slug=LF, level=5)[0]
    Problem.objects.filter(pk=problem.pk).update(is_retired=True)
    make_attempt(ada, LF, "problem", problem.slug)
    assert [answer.level for answer in evidence_of(ada)] == [5]


def test_what_is_no_longer_taught_is_no_evidence(ada: User) -> None:
    make_assessment(ada)
    make_attempt(ada, make_retired_topic().slug)
    assert evidence_of(ada) == []
    assert {level.sureness for level in effective_of(ada).values()} == {None}


@pytest.mark.parametrize("in_drill", [False, True])
def test_a_single_answer_moves_a_topic_from_untested(ada: User, in_drill: bool) -> None:
    make_assessment(ada)
    assert effective_of(ada)[LF].sureness is None
    drill, place = (make_drill(ada), 0) if in_drill else (None, None)
    make_attempt(ada, LF, "rapid-fire", "a-question", hits=0, drill=drill, place=place)
    level = effective_of(ada)[LF]
    assert (level.level, level.shown, level.is_at_most, level.sureness) == (3, 2, True, "once")


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


def judged_anew(user: User, rated: dict[str, int]) -> dict[str, EffectiveLevel]:
    """The slow way: from every answer."""
    return find_effective_levels(syllabus().policy.readiness, rated, evidence_of(user))


AN_ANSWER = st.tuples(
    st.sampled_from([LF, OPT]),
    st.sampled_from([2, 3, 4, "problem", "warm-up"]),
    st.integers(0, 4),
    st.booleans(),
    st.integers(0, 6),
)


@given(
    steps=st.lists(st.one_of(AN_ANSWER, st.lists(AN_ANSWER, max_size=15), st.just("delete one")), max_size=20),
    rating=st.integers(1, 5),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_levels_are_those_of_all_answers_whatever_happens_to_them(ada: User, steps: list[Any], rating: int) -> None:
    """Single answers, many at once as an import brings them, and one taken away: after each, the levels are right."""
    ada.attempts.all().delete()
    ada.assessments.all().delete()
    rated = ratings(rating)
    make_assessment(ada, rated)
    topics = Topic.objects.in_bulk(field_name="slug")
    for step in steps:
        if step == "delete one":
            ada.attempts.filter(pk__in=ada.attempts.values("pk")[:1]).delete()
        else:
            answers = step if isinstance(step, list) else [step]
            Attempt.objects.bulk_create(an_attempt(ada, topics, *answer) for answer in answers)
        assert effective_of(ada) == effective_of(ada, rated) == judged_anew(ada, rated)


def an_attempt(
    user: User, topics: dict[str, Topic], topic: str, asked: int | str, slug: int, passed: bool, days: int
) -> Attempt:
    is_probe = isinstance(asked, int)
    points = 1 if is_probe else 4
    return Attempt(
        user=user,
        topic=topics[topic],
        kind="probe" if is_probe else asked,
        slug=f"question-{slug}",
        level=asked if is_probe else None,
        points=points,
        hit_count=points * passed,
        attempted_at=NOW - DAY * days,
        attempted_on=TODAY - DAY * days,
    )


def test_what_was_judged_by_other_rules_is_judged_again(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    make_assessment(ada)
    make_probe_attempt(ada, LF, 3, "a", passed=True)
    effective_of(ada)
    AnswerSummary.objects.filter(user=ada).update(levels={})
    assert effective_of(ada)[LF].sureness is None  # it reads what is stored, …
    monkeypatch.setattr(evidence, "content_version", lambda: "other content")
    assert effective_of(ada)[LF].sureness == "once"  # … as long as that is of today's rules
    assert AnswerSummary.objects.get(user=ada).version.endswith("other content")


def test_a_summary_that_is_gone_is_made_again(ada: User) -> None:
    make_assessment(ada)
    make_probe_attempt(ada, LF, 3, "a", passed=True)
    before = effective_of(ada)
    AnswerSummary.objects.all().delete()
    assert effective_of(ada) == before


def test_the_newest_day_is_that_of_the_newest_answer_of_a_level(ada: User) -> None:
    make_assessment(ada)
    make_probe_attempt(ada, LF, 3, "a", passed=True, at=NOW - 2 * DAY)
    make_probe_attempt(ada, LF, 3, "b", passed=True, at=NOW - 3 * DAY)
    assert [level.newest_on for level in effective_of(ada)[LF].judged] == [TODAY - 2 * DAY]


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


@one_version()
def test_more_attempts_ask_the_database_no_more(ada: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_assessment(ada)
    effective_of(ada)
    for number in range(3):
        make_probe_attempt(ada, LF, 3, f"probe-{number}", passed=True)
        make_attempt(ada, LF, slug=f"question-{number}")
        with django_assert_num_queries(1):
            assert len(evidence_of(ada)) == 2 * number + 2
        with django_assert_num_queries(3):  # the levels, the answers, the summary
            effective_of(ada)
        with django_assert_num_queries(1):
            assert len(effective_of(ada)[LF].judged) == 2
