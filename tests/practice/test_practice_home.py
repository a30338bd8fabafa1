"""/practice/: all ways to practice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import questions
from tests.factories import NOW
from tests.practice.factories import make_memory

pytestmark = pytest.mark.django_db
URL = "/practice/"


def test_a_visitor_sees_what_there_is(client: Client) -> None:
    page = client.get(URL).content.decode()
    assert str(len(questions(Attempt.Kind.PROBLEM))) in page
    assert 'href="/practice/problems/"' in page


def test_a_user_sees_how_far_they_are(owner: Client) -> None:
    assert f"0 of {len(questions(Attempt.Kind.PROBLEM))} attempted" in owner.get(URL).content.decode()


def test_today_s_cards(owner: Client, ada: User, freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)
    assert "0 today" in owner.get(URL).content.decode()
    make_memory(ada)
    assert "Review one card, about 1 min" in owner.get(URL).content.decode()
