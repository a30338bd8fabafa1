"""/practice/: all ways to practise."""

from __future__ import annotations

import pytest
from django.test import Client

from studyplan.practice.models import Attempt
from studyplan.practice.questions import questions

pytestmark = pytest.mark.django_db
URL = "/practice/"


def test_a_visitor_sees_what_there_is(client: Client) -> None:
    page = client.get(URL).content.decode()
    assert f"{len(questions(Attempt.Kind.PROBLEM))} problems" in page
    assert 'href="/practice/problems/"' in page


def test_a_user_sees_how_far_they_are(owner: Client) -> None:
    assert f"0 of {len(questions(Attempt.Kind.PROBLEM))} attempted" in owner.get(URL).content.decode()


@pytest.mark.parametrize("verb", ["post", "put", "delete"])
def test_wrong_verb(owner: Client, verb: str) -> None:
    assert getattr(owner, verb)(URL).status_code == 405
