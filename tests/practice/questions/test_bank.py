"""Every question of the content, in one shape."""

from __future__ import annotations

import pytest

from studyplan.catalog.models import Card, Probe, Problem, Topic
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import question_of, questions

pytestmark = pytest.mark.django_db


def test_every_question_of_the_content_is_there() -> None:
    assert [question.topic for question in questions(Attempt.Kind.WARM_UP)] == list(Topic.objects.current())
    assert len(questions(Attempt.Kind.PROBLEM)) == Problem.objects.current().count()
    assert len(questions(Attempt.Kind.PROBE)) == Probe.objects.current().count()
    assert len(questions(Attempt.Kind.RAPID_FIRE)) == Card.objects.current().filter(kind=Card.Kind.RAPID_FIRE).count()


def test_one_topics_questions_are_its_own_in_their_order() -> None:
    problems = questions(Attempt.Kind.PROBLEM, "optimization")
    rows = Problem.objects.current().filter(topic__slug="optimization")
    assert [(problem.slug, problem.title, problem.is_hard, problem.minutes) for problem in problems] == [
        (row.slug, row.title, row.is_hard, row.minutes) for row in rows
    ]
    assert all(problem.hints and problem.follow_ups and problem.rounds for problem in problems)


@pytest.mark.parametrize("kind", [Attempt.Kind.WARM_UP, Attempt.Kind.RAPID_FIRE])
def test_what_is_said_aloud_has_a_minute_and_key_points(kind: str) -> None:
    for question in questions(kind):
        assert question.seconds == 60
        assert question.minutes == 1
        assert question.points == len(question.key_points) >= 3


def test_a_probe_holds_or_does_not() -> None:
    for probe in questions(Attempt.Kind.PROBE):
        assert probe.points == 1
        assert probe.level in (2, 3, 4, 5)
        assert not probe.key_points


def test_a_question_is_found_by_its_name() -> None:
    question = questions(Attempt.Kind.RAPID_FIRE, "optimization")[0]
    assert question_of(Attempt.Kind.RAPID_FIRE, "optimization", question.slug) == question
    assert question.key == f"rapid-fire--optimization--{question.slug}"
    assert question_of(Attempt.Kind.PROBLEM, "optimization", question.slug) is None
    assert question_of("riddle", "optimization", question.slug) is None


def test_texts_are_html_and_marked_so() -> None:
    question = questions(Attempt.Kind.PROBLEM)[0]
    assert question.text.startswith("<p>")
    assert hasattr(question.text, "__html__")
    assert hasattr(question.answer, "__html__")
