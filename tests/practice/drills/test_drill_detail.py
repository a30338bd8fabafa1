"""A drill's page and its steps over the wire, with and without htmx."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.models import User
from studyplan.practice.models import Drill
from studyplan.practice.questions.bank import questions
from tests.factories import NOW
from tests.practice.factories import begin_drill, make_drill

HTMX = {"HX-Request": "true", "HX-Target": "drill"}
ways = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])


@pytest.fixture
def drill(ada: User) -> Drill:
    """Three questions, the first of them open."""
    return begin_drill(ada)


def path(drill: Drill, step: str = "") -> str:
    return f"/practice/drills/{drill.pk}/{step}"


def send(client: Client, drill: Drill, step: str, headers: dict[str, str] | None = None, **data: object) -> str:
    """What the browser shows after a step, as a follower of redirects."""
    response = client.post(path(drill, f"{step}/"), data, headers=headers or {}, follow=True)
    return response.content.decode()


def test_the_open_question_has_no_answer_to_peek_at(owner: Client, drill: Drill) -> None:
    page = owner.get(path(drill)).content.decode()
    question = questions("rapid-fire", "optimization")[0]
    assert question.text in page
    assert question.answer not in page
    assert question.key_points[0] not in page


@ways
def test_an_answer_is_followed_by_the_model_answer_and_then_the_next_question(
    owner: Client, drill: Drill, headers: dict[str, str]
) -> None:
    first, second = questions("rapid-fire", "optimization")[:2]
    shown = send(owner, drill, "answer", headers, place=0, answer="Line\r\nbreak")
    assert first.answer in shown
    assert "Line\nbreak" in shown
    shown = send(owner, drill, "next", headers, place=0, hits=["0", "2"])
    assert second.text in shown
    assert second.answer not in shown
    attempt = drill.attempts.get()
    assert (attempt.hits, attempt.answer, attempt.slug) == ([0, 2], "Line\nbreak", first.slug)


def test_a_problem_is_followed_by_what_an_interviewer_asks_next(owner: Client, ada: User) -> None:
    problem = questions("problem", "optimization")[0]
    asked = {"kind": "problem", "topic": "optimization", "slug": problem.slug, "seconds": problem.seconds}
    drill = make_drill(ada, questions=[asked])
    assert problem.follow_ups[0].question not in owner.get(path(drill)).content.decode()
    shown = send(owner, drill, "answer", place=0)
    for follow_up in problem.follow_ups:
        assert follow_up.question in shown
        assert follow_up.answer in shown


def test_htmx_gets_the_fragment_alone(owner: Client, drill: Drill) -> None:
    response = owner.post(path(drill, "answer/"), {"place": 0}, headers=HTMX)
    assert response.content.decode().strip().startswith('<div id="drill"')
    assert "<html" not in response.content.decode()


@ways
@pytest.mark.parametrize(
    ("step", "sent", "said"),
    [
        ("answer", {}, "This field is required."),
        ("answer", {"place": "-1"}, "greater than or equal to 0"),
        ("answer", {"place": "one"}, "Enter a whole number."),
        ("answer", {"place": "0", "answer": "x" * 10_001}, "An answer holds 10000 characters"),
        ("next", {"place": "0", "hits": ["first"]}, "Key points are named by their numbers"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(
    owner: Client, drill: Drill, step: str, sent: dict[str, str], said: str, headers: dict[str, str]
) -> None:
    before = Drill.objects.values().get()
    response = owner.post(path(drill, f"{step}/"), sent, headers=headers)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert sent.get("answer", "") in response.content.decode()
    assert Drill.objects.values().get() == before


@ways
def test_a_step_from_a_stale_page_shows_where_the_drill_stands(
    owner: Client, drill: Drill, headers: dict[str, str]
) -> None:
    send(owner, drill, "answer", place=0)
    send(owner, drill, "next", place=0, hits=["0"])
    second = questions("rapid-fire", "optimization")[1]
    for step, sent in (("answer", {"place": 0, "answer": "late"}), ("next", {"place": 0, "hits": ["1"]})):
        assert second.text in send(owner, drill, step, headers, **sent)
    drill.refresh_from_db()
    assert (drill.answer, drill.revealed_at) == ("", None)
    assert drill.attempts.get().hits == [0]


@ways
def test_the_last_answer_leads_to_the_result(owner: Client, drill: Drill, headers: dict[str, str]) -> None:
    for place in range(3):
        owner.post(path(drill, "answer/"), {"place": place})
        response = owner.post(path(drill, "next/"), {"place": place}, headers=headers)
    if headers:
        assert response["HX-Redirect"] == path(drill, "result/")
    else:
        assert owner.get(response["Location"])["Location"] == path(drill, "result/")


def test_keep_and_end_keeps_the_answer_too(owner: Client, ada: User, drill: Drill) -> None:
    owner.post(path(drill, "answer/"), {"place": 0})
    owner.post(path(drill, "next/"), {"place": 0, "hits": ["0"], "then": "end"})
    drill.refresh_from_db()
    assert drill.ended_at == NOW
    assert drill.attempts.get().hits == [0]


def test_the_time_is_the_servers(owner: Client, drill: Drill, freeze: Callable[[datetime], None]) -> None:
    assert 'data-left="60"' in owner.get(path(drill)).content.decode()
    freeze(NOW + timedelta(seconds=75))
    page = owner.get(path(drill)).content.decode()
    assert 'data-left="-15"' in page
    assert "1:45 left in all" in page
    freeze(NOW + timedelta(hours=20))
    assert "The 3 min are over." in owner.get(path(drill)).content.decode()


def test_a_drill_that_the_content_has_lost_can_be_ended(owner: Client, ada: User) -> None:
    drill = make_drill(ada)  # of a question that there never was
    assert "no longer in the content" in owner.get(path(drill)).content.decode()
    response = owner.post(path(drill, "answer/"), {}, headers=HTMX)
    assert response.status_code == 422
    owner.post(path(drill, "end/"))
    assert "nothing to score" in owner.get(path(drill), follow=True).content.decode()


@pytest.mark.parametrize("step", ["answer", "next", "end", "credit"])
def test_a_strangers_step_changes_nothing(stranger: Client, drill: Drill, step: str) -> None:
    before = Drill.objects.values().get()
    assert stranger.post(path(drill, f"{step}/"), {"place": 0}).status_code == 404
    assert Drill.objects.values().get() == before


def test_queries_do_not_grow_with_questions(owner: Client, ada: User) -> None:
    def queries(count: int) -> int:
        ada.drills.all().delete()
        drill = begin_drill(ada, count)
        for place in range(count - 1):
            owner.post(path(drill, "answer/"), {"place": place})
            owner.post(path(drill, "next/"), {"place": place})
        owner.get(path(drill))  # what is read once per content is read now
        with CaptureQueriesContext(connection) as queries:
            owner.get(path(drill))
        return len(queries)

    assert queries(3) == queries(8)
