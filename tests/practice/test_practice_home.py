"""/practice/: all ways to practice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.practice.questions.bank import questions
from studyplan.practice.questions.listed import VIEWS, listed_problems
from tests.factories import NOW
from tests.practice.factories import make_attempt, make_memory

pytestmark = pytest.mark.django_db
URL = "/practice/"


def test_a_visitor_sees_what_there_is(client: Client) -> None:
    page = client.get(URL).content.decode()
    assert str(len(listed_problems())) in page
    assert 'href="/practice/problems/"' in page


def test_a_user_sees_how_far_they_are(owner: Client, ada: User) -> None:
    for kind in VIEWS:
        question = questions(kind)[0]
        make_attempt(ada, question.topic.slug, kind, question.slug)
    told = f"{len(VIEWS)} of {len(listed_problems())} tried"
    assert told in owner.get(URL).content.decode()
    assert told in owner.get("/practice/problems/").content.decode()


def test_today_s_cards(owner: Client, ada: User, freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)
    assert "0 today" in owner.get(URL).content.decode()
    make_memory(ada)
    assert "Review one card, about 1 min" in owner.get(URL).content.decode()
