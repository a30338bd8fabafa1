"""/practice/warm-up/result/: what stumbled, what held, what changed, and what an interviewer would do next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.catalog.guide import overview
from studyplan.practice.questions.bank import questions
from studyplan.practice.warm_up.page import WarmUpResult, result_of
from studyplan.practice.warm_up.services import attempts_of
from tests.factories import NOW
from tests.practice.factories import make_warm_up

pytestmark = pytest.mark.django_db
URL = "/practice/warm-up/result/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def monday(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def result(user: User) -> WarmUpResult:
    newest = result_of(attempts_of(user))
    assert newest
    return newest


def text_of(client: Client) -> str:
    response = client.get(URL)
    assert response.status_code == 200
    return unescape(" ".join(response.content.decode().split()))


def test_without_a_warm_up_there_is_no_result(client: Client, owner: Client) -> None:
    for browser in (client, owner):
        assert browser.get(URL)["Location"] == "/practice/warm-up/"


def test_topics_stumbled_on_held_and_strong(owner: Client, ada: User) -> None:
    points = {question.topic.slug: question.points for question in questions("warm-up")}
    just = -(-points["regularization"] // 2)
    make_warm_up(ada, optimization=0, regularization=just, cross_validation=just - 1)
    newest = result(ada)
    assert [line.question.topic.slug for line in newest.stumbled] == ["optimization", "cross-validation"]
    assert [line.question.topic.slug for line in newest.held] == ["regularization"]
    assert len(newest.strong) == len(points) - 3
    assert len(newest.held[0].missing) == points["regularization"] - just
    text = text_of(owner)
    assert "You stumbled on 2 of 12 questions." in text
    assert f"0 of {points['optimization']} key points" in text
    assert "/topics/optimization/practice/" in text
    assert "/plan/repair/optimization/" in text
    assert "/plan/repair/regularization/" not in text


def test_two_stumbles_are_forgiven_and_three_are_not(owner: Client, ada: User) -> None:
    verdict = overview().warm_up_verdict
    assert verdict.forgiven == 2
    make_warm_up(ada, at=NOW - DAY, optimization=0, regularization=0)
    text = text_of(owner)
    assert unescape(verdict.within) in text
    assert unescape(verdict.beyond) not in text
    make_warm_up(ada, optimization=0, regularization=0, cross_validation=0)
    text = text_of(owner)
    assert "What an interviewer would do next" in text
    assert unescape(verdict.beyond) in text
    assert unescape(verdict.within) not in text


def test_no_stumble_needs_no_interviewer(owner: Client, ada: User) -> None:
    make_warm_up(ada)
    text = text_of(owner)
    assert "12 questions, and no stumble." in text
    assert "an interviewer" not in text


def test_what_changed_since_the_time_before(owner: Client, ada: User) -> None:
    make_warm_up(ada, at=NOW - 3 * DAY, optimization=0, regularization=1)
    make_warm_up(ada, at=NOW, optimization=2, regularization=0)
    newest = result(ada)
    changes = {line.question.topic.slug: line.change for line in newest.lines}
    assert (changes["optimization"], changes["regularization"], changes["bias-variance"]) == (2, -1, 0)
    assert newest.stumbled_before == 2
    text = text_of(owner)
    assert "+2 since February 27" in text
    assert "−1 since February 27" in text
    assert "as on February 27" in text
    assert "Last time it was 2 on the same questions." in text


def test_a_part_is_compared_with_the_last_time_each_was_asked(owner: Client, ada: User) -> None:
    make_warm_up(ada, at=NOW - 3 * DAY, optimization=0)
    owner.post("/practice/warm-up/", {"optimization-hits": "1", "optimization-answer": "<b>Momentum</b>"})
    newest = result(ada)
    assert [(line.question.topic.slug, line.change) for line in newest.lines] == [("optimization", 1)]
    text = text_of(owner)
    assert "You answered 1 of 12; skipped questions do not count." in text
    response = owner.get(URL).content.decode()
    assert "&lt;b&gt;Momentum&lt;/b&gt;" in response


def test_a_visitor_sees_the_same_and_is_asked_to_sign_up(client: Client) -> None:
    client.post("/practice/warm-up/", {"optimization-none": "1", "regularization-hits": ["0", "1", "2", "3"]})
    text = text_of(client)
    assert "You stumbled on 1 of 2 questions." in text
    assert "/accounts/signup/?next=/practice/warm-up/result/" in text
    assert "/plan/repair/" not in text


def test_nobody_sees_another_s_result(stranger: Client, ada: User) -> None:
    make_warm_up(ada)
    assert stranger.get(URL)["Location"] == "/practice/warm-up/"
