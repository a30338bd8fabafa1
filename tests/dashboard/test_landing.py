"""``/`` for visitors: the first row of the rating form, live."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from studyplan.catalog.guide import overview
from tests.factories import ratings

pytestmark = pytest.mark.django_db
URL = "/"
HTMX = {"HX-Request": "true"}


def test_one_sentence_and_the_first_topic_to_rate(client: Client) -> None:
    page = client.get(URL).content.decode()
    assert f"<h1>{overview().promise}</h1>" in page
    assert re.findall(r'data-topic="([a-z-]+)"', page) == ["bias-variance"]
    assert re.findall(r'name="bias-variance" value="(\d)"', page) == ["1", "2", "3", "4", "5"]
    assert " checked" not in page
    assert 'action="/assessment/rating/"' in page
    assert "Rate the other topics" in page
    assert not client.session.keys()


def test_the_first_rating_is_kept_and_leads_on_with_and_without_a_script(client: Client) -> None:
    page = client.get(URL).content.decode()
    [action] = re.findall(r'<form method="post" action="([^"]+)" data-hx-post', page)
    assert client.post(action, {"bias-variance": 4}, headers=HTMX).status_code == 200
    assert 'name="bias-variance" value="4" checked' in client.get(URL).content.decode()
    assert client.post(action, {"bias-variance": 2})["Location"] == "/assessment/"
    assert 'name="bias-variance" value="2" checked' in client.get("/assessment/").content.decode()


def test_coming_back_it_says_how_far_one_is(client: Client) -> None:
    client.post("/assessment/rating/", {"bias-variance": 4})
    assert "Rate the other topics" in client.get(URL).content.decode()
    client.post("/assessment/rating/", {"optimization": 4})
    assert "Go on: 2 of 12 rated" in client.get(URL).content.decode()
    client.post("/assessment/rating/", ratings(3))
    assert "Go on: 12 of 12 rated" in client.get(URL).content.decode()


def test_nobody_elses_ratings_are_shown(client: Client) -> None:
    Client().post("/assessment/rating/", {"bias-variance": 4})
    assert " checked" not in client.get(URL).content.decode()


def test_head_is_answered_like_get(client: Client) -> None:
    assert client.head(URL).status_code == 200
