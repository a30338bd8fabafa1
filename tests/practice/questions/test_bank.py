"""Every question of the content, in one shape."""

from __future__ import annotations

import pytest

from studyplan.catalog.models import Card, Probe, Problem, Topic
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import question_of, questions

pytestmark = pytest.mark.django_db
Kind = Attempt.Kind


def test_every_question_of_the_content_is_there() -> None:
    assert [each.topic for each in questions(Kind.WARM_UP)] == list(Topic.objects.current())
    assert len(questions(Kind.PROBLEM)) == Problem.objects.current().count()
    assert len(questions(Kind.PROBE)) == Probe.objects.current().count()
    assert len(questions(Kind.RAPID_FIRE)) == Card.objects.current().filter(kind=Card.Kind.RAPID_FIRE).count()


def test_one_topics_questions_are_its_own_in_their_order() -> None:
    found = questions(Kind.PROBLEM, "optimization")
    rows = Problem.objects.current().filter(topic__slug="optimization")
    assert [(each.slug, each.title, each.is_hard, each.minutes) for each in found] == [
        (row.slug, row.title, row.is_hard, row.minutes) for row in rows
    ]
    assert all(each.hints and each.follow_ups and each.rounds for each in found)


@pytest.mark.parametrize("kind", [Kind.WARM_UP, Kind.RAPID_FIRE])
def test_what_is_said_aloud_has_a_minute_and_key_points(kind: str) -> None:
    for each in questions(kind):
        assert each.seconds == 60
        assert each.minutes == 1
        assert each.points == len(each.key_points) >= 3


def test_a_probe_holds_or_does_not() -> None:
    for each in questions(Kind.PROBE):
        assert each.points == 1
        assert each.level in (2, 3, 4, 5)
        assert not each.key_points


def test_a_question_is_found_by_its_name() -> None:
    question = questions(Kind.RAPID_FIRE, "optimization")[0]
    assert question_of(Kind.RAPID_FIRE, "optimization", question.slug) == question
    assert question.key == f"rapid-fire--optimization--{question.slug}"
    assert question_of(Kind.PROBLEM, "optimization", question.slug) is None
    assert question_of("riddle", "optimization", question.slug) is None


def test_texts_are_html_and_marked_so() -> None:
    question = questions(Kind.PROBLEM)[0]
    assert question.text.startswith("<p>")
    assert hasattr(question.text, "__html__")
    assert hasattr(question.answer, "__html__")
