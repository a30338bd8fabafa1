"""/practice/attempts/: the one address that keeps attempts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.core.codes import Sureness
from studyplan.practice.checks.effect import describe_effect
from studyplan.practice.evidence import effective_of
from studyplan.practice.models import Attempt
from studyplan.practice.questions.attempts import record
from studyplan.practice.questions.bank import PracticeQuestion, questions
from tests.factories import NOW, make_assessment, ratings
from tests.practice.factories import make_drill

pytestmark = pytest.mark.django_db
URL = "/practice/attempts/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def problem() -> PracticeQuestion:
    return questions(Attempt.Kind.PROBLEM, "optimization")[0]


def fields(question: PracticeQuestion, **others: Any) -> dict[str, Any]:
    return {"kind": question.kind, "topic": question.topic.slug, "question": question.slug, **others}


def test_an_attempt_is_kept_with_its_key_points(owner: Client, ada: User, problem: PracticeQuestion) -> None:
    response = owner.post(URL, fields(problem, hits=["2", "0"], answer="First\r\nthis.", seconds="90", next="/map/"))
    assert (response.status_code, response["Location"]) == (302, "/map/")
    attempt = ada.attempts.get()
    assert (attempt.kind, attempt.topic, attempt.slug, attempt.level) == ("problem", problem.topic, problem.slug, None)
    assert (attempt.points, attempt.hits, attempt.hit_count) == (problem.points, [0, 2], 2)
    assert (attempt.answer, attempt.seconds, attempt.attempted_at) == ("First\nthis.", 90, NOW)
    assert attempt.attempted_on == NOW.date()


def test_without_a_next_it_leads_to_practice_and_says_what_was_kept(owner: Client, problem: PracticeQuestion) -> None:
    response = owner.post(URL, fields(problem, hits="1"), follow=True)
    assert response.redirect_chain == [("/practice/", 302)]
    assert f"Kept: 1 of {problem.points} key points." in response.content.decode()


def test_under_htmx_the_attempts_answer(owner: Client, problem: PracticeQuestion) -> None:
    page = owner.post(URL, fields(problem, hits="0", answer="<b>mine</b>"), headers=HTMX).content.decode()
    assert "<html" not in page
    assert "Kept." in page
    assert f"1 of {problem.points} key points on March 2." in " ".join(page.split())
    assert "&lt;b&gt;mine&lt;/b&gt;" in page


def test_a_stumble_offers_one_more_practice(owner: Client, problem: PracticeQuestion) -> None:
    offer = "/plan/repair/optimization/"
    assert offer in owner.post(URL, fields(problem), headers=HTMX).content.decode()
    everything = [str(number) for number in range(problem.points)]
    assert offer not in owner.post(URL, fields(problem, hits=everything), headers=HTMX).content.decode()


def test_a_second_click_is_the_same_attempt_and_another_answer_another_one(
    owner: Client, ada: User, problem: PracticeQuestion
) -> None:
    for _ in range(2):
        owner.post(URL, fields(problem, hits=["0", "1"], answer="a"))
    assert ada.attempts.count() == 1
    owner.post(URL, fields(problem, hits=["0", "1"], answer="b"))
    owner.post(URL, fields(problem, hits=["0"], answer="b"))
    assert ada.attempts.count() == 3
    page = owner.post(URL, fields(problem, hits=["2"]), headers=HTMX).content.decode()
    assert "Earlier attempts" in page
    assert page.count("<li>") == 3


def test_a_probe_is_kept_with_its_level(owner: Client, ada: User) -> None:
    probe = questions(Attempt.Kind.PROBE, "optimization")[0]
    owner.post(URL, fields(probe, hits="0"))
    attempt = ada.attempts.get()
    assert (attempt.level, attempt.points, attempt.hit_count, attempt.is_stumble) == (probe.level, 1, 1, False)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"question": "no-such-question"}, "There is no such question."),
        ({"kind": "riddle"}, "There is no such question."),
        ({"topic": "alchemy"}, "There is no such question."),
        ({"hits": "99"}, "The question has fewer key points."),
        ({"hits": "-1"}, "Key points are named by their numbers, from 0."),
        ({"hits": "first"}, "Key points are named by their numbers, from 0."),
        ({"hits": "1" * 5000}, "Key points are named by their numbers, from 0."),
        ({"seconds": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"seconds": "soon"}, "Enter a whole number."),
        ({"answer": "x" * 10_001}, "An answer holds 10000 characters; this one has 10001."),
        ({"answer": "\0"}, "Null characters are not allowed."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_bad_input_is_said_and_nothing_is_kept(
    owner: Client, ada: User, problem: PracticeQuestion, wrong: dict[str, str], message: str, headers: dict[str, str]
) -> None:
    response = owner.post(URL, fields(problem) | wrong, headers=headers)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert ("<html" in response.content.decode()) is not bool(headers)
    assert not ada.attempts.exists()


def test_seconds_are_as_many_as_the_column_holds(owner: Client, ada: User, problem: PracticeQuestion) -> None:
    owner.post(URL, fields(problem, seconds="80000"))
    assert ada.attempts.get().seconds == 32_767


def test_anonymous_is_sent_to_the_log_in(client: Client, problem: PracticeQuestion) -> None:
    response = client.post(URL, fields(problem), headers={"Referer": "http://testserver/practice/problems/"})
    assert response["Location"] == "/accounts/login/?next=/practice/problems/"
    assert not Attempt.objects.exists()


def test_in_a_drill_the_first_answer_at_a_place_counts(ada: User, problem: PracticeQuestion) -> None:
    drill = make_drill(ada)
    first, second = (
        record(ada, problem, hits, now=NOW, today=NOW.date(), drill=drill, place=0) for hits in ([0], [0, 1])
    )
    assert first == second
    assert ada.attempts.get().hits == [0]


def test_key_points_that_a_question_has_not_are_dropped(ada: User, problem: PracticeQuestion) -> None:
    attempt = record(ada, problem, [-1, 0, 0, problem.points], now=NOW, today=NOW.date())
    assert attempt.hits == [0]


# From the bar at the bottom of a problem's page


BAR = {**HTMX, "HX-Target": "attempt-result"}


def test_the_bar_says_what_was_kept_and_what_it_moved(owner: Client, ada: User, problem: PracticeQuestion) -> None:
    make_assessment(ada, ratings(2))
    every = [str(number) for number in range(problem.points)]
    page = " ".join(owner.post(URL, fields(problem, hits=every), headers=BAR).content.decode().split())
    assert page.startswith('<div id="attempt-result"')
    assert f"Kept: {problem.points} of {problem.points} key points." in page
    assert "Optimization: level 2; your answers show" in page
    assert 'href="/practice/readiness/#optimization"' in page
    assert '<div id="attempts" class="attempts" aria-live="polite" data-hx-swap-oob="true">' in page


def test_a_level_that_moves_is_said_first(ada: User, problem: PracticeQuestion) -> None:
    make_assessment(ada, ratings(4))
    before = effective_of(ada)["optimization"]
    texts = [
        describe_effect(problem.topic, before, after)
        for after in (
            replace(before, level=3, shown=3),
            replace(before, shown=3, is_at_most=True),
            replace(before, shown=4, sureness=Sureness.SURE),
            before,
            None,
        )
    ]
    assert texts == [
        "Optimization: level 4 → 3.",
        "Optimization: level 4; your answers show 3 at most.",
        "Optimization: level 4; your answers show 4 (shown clearly).",
        "Optimization: level 4, rated only.",
        "",
    ]


def test_the_bar_says_what_is_wrong_and_leaves_the_attempts(owner: Client, problem: PracticeQuestion) -> None:
    response = owner.post(URL, fields(problem, hits="99"), headers=BAR)
    page = response.content.decode()
    assert response.status_code == 422
    assert "The question has fewer key points." in page
    assert 'id="attempts"' not in page


def test_a_topic_without_a_rating_moves_nothing(owner: Client, problem: PracticeQuestion) -> None:
    assert "level" not in owner.post(URL, fields(problem, hits="0"), headers=BAR).content.decode()
