"""What came of a drill: the score, what to fix, the structure, and the tasks that it counts for."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.models import User
from studyplan.practice.models import Drill
from studyplan.progress.services import ticks_of
from tests.factories import NOW
from tests.practice.factories import begin_drill, make_attempt, make_drill

HTMX = {"HX-Request": "true", "HX-Target": "structure"}


def ended(
    user: User, hits: tuple[int, ...] = (4, 3, 1), seconds: tuple[int, ...] = (30, 90, 45), **fields: Any
) -> Drill:
    """A drill with so many key points of four, each in so many seconds."""
    drill = begin_drill(user, len(hits), ended_at=NOW, **fields)
    for place, (question, number, time) in enumerate(zip(drill.questions, hits, seconds, strict=True)):
        make_attempt(
            user,
            question["topic"],
            question["kind"],
            question["slug"],
            hits=number,
            seconds=time,
            drill=drill,
            place=place,
        )
    return drill


def path(drill: Drill, step: str = "result") -> str:
    return f"/practice/drills/{drill.pk}/{step}/"


def text(client: Client, drill: Drill) -> str:
    return " ".join(client.get(path(drill)).content.decode().split())


def test_the_score_the_time_and_what_to_fix(owner: Client, ada: User) -> None:
    page = text(owner, ended(ada))
    assert "<dd>3 <small>of 3</small>" in page
    assert "<dd>8 <small>of 12</small>" in page
    assert "<dd>2:45 <small>of 3:00</small>" in page
    assert "question 3 got 1 of 4 key points." in page
    assert "it comes back as a card tomorrow" in page
    assert "question 2 got" not in page
    assert "One answer ran over its time." in page
    assert "1:30 of 1:00 · over time" in page


def test_a_missed_problem_is_linked(owner: Client, ada: User) -> None:
    slug = "optimism-of-training-error"
    questions = [{"kind": "problem", "topic": "bias-variance", "slug": slug, "seconds": 900}]
    drill = make_drill(ada, questions=questions, ended_at=NOW)
    make_attempt(ada, "bias-variance", "problem", slug, hits=0, seconds=10, drill=drill, place=0)
    page = text(owner, drill)
    assert f'href="/topics/bias-variance/problems/{slug}/"' in page
    assert "cards of the topic come tomorrow" in page
    assert 'href="/plan/repair/bias-variance/"' in page


def test_nothing_to_fix_says_so(owner: Client, ada: User) -> None:
    assert "Every answer had at least half of its key points" in text(owner, ended(ada, (4, 4), (10, 10)))


def test_what_was_typed_and_not_compared_is_shown(owner: Client, ada: User) -> None:
    page = text(owner, begin_drill(ada, ended_at=NOW, answer="Half a <thought>"))
    assert "nothing to score" in page
    assert "Half a &lt;thought&gt;" in page


def test_an_open_drill_has_no_result_yet(owner: Client, ada: User) -> None:
    drill = begin_drill(ada)
    assert owner.get(path(drill))["Location"] == f"/practice/drills/{drill.pk}/"
    assert owner.post(path(drill), {"structure": "state"})["Location"] == f"/practice/drills/{drill.pk}/"
    drill.refresh_from_db()
    assert drill.structure == []


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_the_structure_is_set_and_never_flipped(owner: Client, ada: User, headers: dict[str, str]) -> None:
    drill = ended(ada)
    for _ in range(2):
        response = owner.post(path(drill), {"structure": ["example", "state"]}, headers=headers)
        assert response.status_code == (200 if headers else 302)
        drill.refresh_from_db()
        assert drill.structure == ["state", "example"]
    if headers:
        assert response.content.decode().strip().startswith('<form id="structure"')
    refused = owner.post(path(drill), {"structure": ["charm"]}, headers=headers)
    assert refused.status_code == 422
    assert "There is no such part." in refused.content.decode()
    owner.post(path(drill), {})
    drill.refresh_from_db()
    assert drill.structure == []


def test_a_free_mock_offers_its_topics_and_ticks_them_once(owner: Client, ada: User) -> None:
    drill = ended(ada)
    assert "This can count as the mock interview of: Optimization." in text(owner, drill)
    assert not ada.completions.exists()
    for _ in range(2):
        response = owner.post(path(drill, "credit"), follow=True)
        assert "Done in your plan and tracker." in response.content.decode()
    assert ada.completions.get().task == "mock:optimization"
    owner.post("/progress/", {"task": "mock:optimization", "done": "0"})
    assert "This can count as" in text(owner, drill)


def test_a_mock_with_too_little_offers_nothing(owner: Client, ada: User) -> None:
    drill = ended(ada, (1, 1, 4))
    assert "This can count as" not in text(owner, drill)
    owner.post(path(drill, "credit"))
    assert not ada.completions.exists()


def test_one_of_the_plan_that_stopped_early_is_ticked_on_request(owner: Client, ada: User) -> None:
    drill = ended(ada, task="mock:loss-functions")
    assert "Mark the task as done" in text(owner, drill)
    owner.post(path(drill, "credit"))
    assert "The task is done." in text(owner, drill)
    assert "Mark the task as done" not in text(owner, drill)
    assert ticks_of(ada).is_done("mock:loss-functions")


def test_queries_do_not_grow_with_answers(owner: Client, ada: User) -> None:
    def queries(count: int) -> int:
        drill = ended(ada, (2,) * count, (50,) * count)
        owner.get(path(drill))
        with CaptureQueriesContext(connection) as queries:
            owner.get(path(drill))
        return len(queries)

    assert queries(3) == queries(8)
