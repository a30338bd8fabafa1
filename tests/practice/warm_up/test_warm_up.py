"""/practice/warm-up/: one question a topic, for a visitor too; what is sent is kept once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import questions
from studyplan.practice.warm_up import services as warm_up
from studyplan.practice.warm_up.forms import MOST_CHARACTERS
from tests.factories import NOW, make_user
from tests.practice.factories import make_drill, make_warm_up

pytestmark = pytest.mark.django_db
URL = "/practice/warm-up/"
RESULT = "/practice/warm-up/result/"
SENT = {"bias-variance-hits": ["0", "2"], "bias-variance-answer": "Bias\r\nplus variance", "optimization-none": "1"}
Freeze = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def monday(freeze: Freeze) -> None:
    freeze(NOW)


def answers(user: User) -> list[tuple[str, list[int], str]]:
    """What is kept of a user's, oldest first."""
    rows = user.attempts.filter(kind="warm-up").order_by("attempted_at", "topic__position")
    return [(row.topic.slug, row.hits, row.answer) for row in rows.select_related("topic")]


def test_every_topic_asks_one_question_with_its_answer_and_key_points(client: Client) -> None:
    html = client.get(URL).content.decode()
    asked = questions("warm-up")
    assert [question.topic for question in asked] == list(Topic.objects.current())
    for question in asked:
        assert question.text in html
        assert question.answer in html
        for number, point in enumerate(question.key_points):
            assert f'name="{question.topic.slug}-hits" value="{number}" aria-keyshortcuts="{number + 1}"' in html
            assert point in html


def test_answers_become_attempts(owner: Client, ada: User) -> None:
    response = owner.post(URL, SENT | {"bias-variance-seconds": "42"})
    assert (response.status_code, response["Location"]) == (302, RESULT)
    assert answers(ada) == [("bias-variance", [0, 2], "Bias\nplus variance"), ("optimization", [], "")]
    first, second = ada.attempts.order_by("topic__position")
    assert (first.attempted_at, first.attempted_on, first.seconds, first.slug) == (NOW, NOW.date(), 42, "bias-variance")
    assert (second.seconds, second.is_stumble) == (None, True)


def test_the_day_is_the_user_s(freeze: Freeze) -> None:
    freeze(datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
    user, client = make_user("grace@example.org", time_zone="Asia/Tokyo"), Client()
    client.force_login(user)
    client.post(URL, SENT)
    assert {str(attempt.attempted_on) for attempt in user.attempts.all()} == {"2026-03-03"}


def test_what_is_sent_twice_is_kept_once(owner: Client, ada: User, freeze: Freeze) -> None:
    owner.post(URL, SENT)
    freeze(NOW + timedelta(seconds=1))
    assert owner.post(URL, SENT)["Location"] == RESULT
    assert len(answers(ada)) == 2
    # Another answer, or another day, is another warm-up: the whole of it.
    owner.post(URL, SENT | {"bias-variance-hits": ["0"]})
    freeze(NOW + timedelta(days=1))
    owner.post(URL, SENT | {"bias-variance-hits": ["0"]})
    assert len(answers(ada)) == 6


def test_a_question_passed_over_is_no_attempt(owner: Client, ada: User) -> None:
    owner.post(URL, {"optimization-none": "1", "regularization-seconds": "12"})
    assert answers(ada) == [("optimization", [], "")]


def test_key_points_count_for_more_than_none_of_them(owner: Client, ada: User) -> None:
    owner.post(URL, {"optimization-none": "1", "optimization-hits": "1"})
    assert answers(ada) == [("optimization", [1], "")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Answer one question at least"),
        ({"optimization-hits": "9"}, "The question has fewer key points."),
        ({"optimization-hits": "-1"}, "Key points are named by their numbers"),
        ({"optimization-hits": "x"}, "Key points are named by their numbers"),
        ({"optimization-none": "1", "optimization-seconds": "soon"}, "Enter a whole number."),
        ({"optimization-answer": "Momentum"}, "tick the key points that are in it"),
        ({"optimization-hits": "0", "optimization-answer": "x" * (MOST_CHARACTERS + 1)}, "this one has 2001."),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_what_cannot_be_kept_is_said_and_stays_on_the_page(
    owner: Client, ada: User, data: dict[str, str], said: str, headers: dict[str, str]
) -> None:
    good = {"regularization-hits": ["0", "1"], "regularization-answer": "Corners"} if data else {}
    response = owner.post(URL, data | good, headers=headers)
    html = response.content.decode()
    assert response.status_code == 422
    assert said in html
    assert not ada.attempts.exists()
    if good:
        assert 'name="regularization-hits" value="1" checked' in html
        assert 'name="regularization-hits" value="2" checked' not in html
        assert "Corners</textarea>" in html


def test_a_form_without_answers_to_questions_of_old_does_no_harm(owner: Client, ada: User) -> None:
    owner.post(URL, {"kernel-methods-hits": "0", "optimization-none": "1"})
    assert answers(ada) == [("optimization", [], "")]


def test_the_last_result_is_offered(owner: Client, ada: User) -> None:
    assert RESULT not in owner.get(URL).content.decode()
    make_warm_up(ada, at=NOW - timedelta(days=3), optimization=0)
    html = owner.get(URL).content.decode()
    assert "Last time, on February 27: 12 questions, 1 stumbled on." in html
    assert RESULT in html


def test_a_stranger_s_warm_up_is_not_shown(stranger: Client, ada: User) -> None:
    make_warm_up(ada)
    assert RESULT not in stranger.get(URL).content.decode()


def test_questions_of_a_mock_interview_are_no_warm_up(ada: User, owner: Client) -> None:
    drill = make_drill(ada)
    topic = Topic.objects.get(slug="optimization")
    values = {"kind": "warm-up", "topic": topic, "slug": topic.slug, "points": 4, "hit_count": 0}
    Attempt.objects.create(user=ada, drill=drill, place=0, attempted_at=NOW, attempted_on=NOW.date(), **values)
    assert RESULT not in owner.get(URL).content.decode()


# Visitors


def test_a_visitor_s_answers_wait_in_the_session(client: Client) -> None:
    assert client.post(URL, SENT)["Location"] == RESULT
    client.post(URL, SENT)
    kept = warm_up.attempts_in(client.session)
    assert [(attempt.topic.slug, attempt.hits, attempt.answer) for attempt in kept] == [
        ("bias-variance", [0, 2], "Bias\nplus variance"),
        ("optimization", [], ""),
    ]
    assert not Attempt.objects.exists()


def test_of_a_visitor_s_warm_ups_the_newest_two_are_kept(client: Client, freeze: Freeze) -> None:
    for day in range(3):
        freeze(NOW + timedelta(days=day))
        client.post(URL, {"optimization-hits": [str(day)]})
    assert [attempt.hits for attempt in warm_up.attempts_in(client.session)] == [[2], [1]]


def test_a_visitor_s_answers_hold_less_altogether(client: Client, freeze: Freeze) -> None:
    slugs = [question.topic.slug for question in questions("warm-up")][:5]
    text = "x" * (warm_up.MOST_OF_A_VISITOR // 4)
    data = {f"{slug}-none": "1" for slug in slugs} | {f"{slug}-answer": text for slug in slugs}
    response = client.post(URL, data)
    assert response.status_code == 422
    assert "all answers together hold 8000 characters; these have 10000." in response.content.decode()
    assert text in response.content.decode()
    del data[f"{slugs[4]}-answer"]
    for day in range(2):
        freeze(NOW + timedelta(days=day))
        assert client.post(URL, data)["Location"] == RESULT
    kept = warm_up.attempts_in(client.session)
    assert [len(attempt.answer) for attempt in kept] == [2000, 2000, 2000, 2000, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    "stored",
    [
        "nonsense",
        [{"at": "yesterday", "on": "2026-03-02", "said": []}],
        [{"at": "2026-03-02T09:00:00Z", "on": "2026-03-02", "said": [{"topic": "kernel-methods", "hits": [0]}]}],
    ],
)
def test_a_session_of_old_does_no_harm(client: Client, stored: object) -> None:
    client.get(URL)
    session = client.session
    session[warm_up.SESSION_KEY] = stored
    session.save()
    assert client.get(URL).status_code == 200
    assert client.get(RESULT)["Location"] == URL
    assert client.post(URL, SENT)["Location"] == RESULT
    assert client.get(RESULT).status_code == 200


# Queries


def test_queries_do_not_grow_with_warm_ups(owner: Client, ada: User) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert owner.get(URL).status_code == 200
            assert owner.get(RESULT).status_code == 200
        return len(queries)

    make_warm_up(ada, at=NOW - timedelta(days=9))
    owner.get(RESULT)
    first = count()
    for day in range(1, 8):
        make_warm_up(ada, at=NOW - timedelta(days=day), optimization=day % 3)
    assert count() == first
