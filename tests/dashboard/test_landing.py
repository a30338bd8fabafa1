"""``/`` for visitors: the first row of the rating form, live."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from studyplan.catalog.guide import overview
from studyplan.dashboard.landing import build_sample
from tests.factories import ratings

pytestmark = pytest.mark.django_db
URL = "/"


def read(client: Client) -> str:
    """The page, its white space folded."""
    return " ".join(client.get(URL).content.decode().split())


def test_one_sentence_one_button_and_the_first_topic_to_rate(client: Client) -> None:
    page = read(client)
    assert f"<h1>{overview().promise}</h1>" in page
    assert "machine-learning interview" in overview().promise
    assert page.count('class="button"') == 1
    assert '<a class="button" href="/assessment/">Rate yourself</a>' in page
    assert re.findall(r'data-topic="([a-z-]+)"', page) == ["bias-variance"]
    assert re.findall(r'name="bias-variance" value="(\d)"', page) == ["1", "2", "3", "4", "5"]
    assert " checked" not in page
    assert 'action="/assessment/rating/"' in page
    assert not client.session.keys()


def test_a_real_plan_is_drawn_with_its_first_day(client: Client) -> None:
    page = read(client)
    figure = page.split('<figure class="sample">')[1].split("</figure>")[0]
    assert "A real plan: Machine Learning Engineer, 1 h a day, 6 weeks to the interview" in figure
    assert figure.count('class="plan-topic"') == len(ratings()) + 1
    assert "Read Bias-Variance" in figure
    assert 'class="plan-interview"' in figure
    plan = build_sample()
    assert sum(minutes for _title, minutes in plan.first_day.tasks) == plan.first_day.minutes <= plan.minutes


def test_the_first_rating_is_kept_and_leads_to_the_next_topic(client: Client) -> None:
    assert client.post("/assessment/rating/", {"bias-variance": 2})["Location"] == "/assessment/#rating-loss-functions"
    assert 'name="bias-variance" value="2" checked' in client.get("/assessment/").content.decode()
    assert re.findall(r'data-topic="([a-z-]+)"', read(client)) == ["loss-functions"]


def test_coming_back_it_says_how_far_one_is(client: Client) -> None:
    client.post("/assessment/rating/", {"optimization": 4, "bias-variance": 4})
    page = read(client)
    assert '<a class="button" href="/assessment/#rating-loss-functions">Go on: 2 of 12 rated</a>' in page
    client.post("/assessment/rating/", ratings(3))
    page = read(client)
    assert '<a class="button" href="/result/">See your result</a>' in page
    assert "data-topic" not in page
    assert "first-rating" not in page


def test_nobody_elses_ratings_are_shown(client: Client) -> None:
    Client().post("/assessment/rating/", {"bias-variance": 4})
    assert " checked" not in client.get(URL).content.decode()


def test_head_is_answered_like_get(client: Client) -> None:
    assert client.head(URL).status_code == 200
