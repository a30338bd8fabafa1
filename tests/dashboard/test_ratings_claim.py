from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.assessment import drafts
from studyplan.assessment.services import levels_of
from tests.factories import NOW, make_assessment, make_plan, ratings

pytestmark = pytest.mark.django_db
URL = "/result/claim/"
LATER = NOW + timedelta(days=7)


@pytest.fixture
def brought(owner: Client, ada: User, freeze: Callable[[datetime], None]) -> Client:
    """Her browser, with a plan on the account and newer ratings that are not on it yet."""
    make_assessment(ada, ratings(2))
    make_plan(ada)
    freeze(LATER)
    owner.post("/assessment/rating/", ratings(4))
    return owner


def held(client: Client) -> dict[str, int]:
    return drafts.read_ratings(client.session, ratings())


def test_used_they_become_the_newest_assessment(brought: Client, ada: User) -> None:
    plan = ada.plans.get()
    response = brought.post(URL, {"use": "1"}, follow=True)
    page = response.content.decode()
    assert response.redirect_chain == [("/result/", 302)]
    assert "Saved as your newest assessment. Your ticks and your history stay." in page
    assert "Use these newer ratings?" not in page
    newest, first = ada.assessments.newest_first()
    assert (newest.levels, first.levels) == (ratings(4), ratings(2))
    assert newest.taken_at == LATER
    assert held(brought) == {}
    # A new assessment changes what is left, and only when the user says so.
    assert ada.plans.get() == plan
    assert {tick.task for tick in ada.completions.all()} == {f"self-assessment:{slug}" for slug in ratings()}


def test_forgotten_they_leave_no_trace(brought: Client, ada: User) -> None:
    response = brought.post(URL, {"use": "0"}, follow=True)
    page = response.content.decode()
    assert "Forgotten. Your levels are those of your last assessment." in page
    assert "Use these newer ratings?" not in page
    assert levels_of(ada) == ratings(2)
    assert held(brought) == {}
    assert ada.assessments.count() == 1


def test_a_double_click_uses_them_once(brought: Client, ada: User) -> None:
    brought.post(URL, {"use": "1"})
    brought.post(URL, {"use": "1"})
    assert ada.assessments.count() == 2
    brought.post(URL, {"use": "0"})
    assert levels_of(ada) == ratings(4)


@pytest.mark.parametrize("use", ["", "2", "yes", None])
def test_an_answer_that_is_none_keeps_them_and_asks_again(brought: Client, ada: User, use: str | None) -> None:
    response = brought.post(URL, {} if use is None else {"use": use}, follow=True)
    assert "Use these newer ratings?" in response.content.decode()
    assert levels_of(ada) == ratings(2)
    assert held(brought) == ratings(4)


def test_with_nothing_brought_nothing_happens(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    for use in ("1", "0"):
        assert owner.post(URL, {"use": use})["Location"] == "/result/"
    assert ada.assessments.count() == 1


def test_half_a_set_cannot_be_used(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    owner.post("/assessment/rating/", {"optimization": 4})
    assert "Use these newer ratings?" not in owner.get("/result/").content.decode()
    owner.post(URL, {"use": "1"})
    assert ada.assessments.count() == 1
    assert held(owner) == {"optimization": 4}


def test_on_an_account_without_an_assessment_they_become_the_first_one(owner: Client, ada: User) -> None:
    owner.post("/assessment/rating/", ratings(4))
    owner.post(URL, {"use": "1"})
    assert levels_of(ada) == ratings(4)
    assert ada.plans.current().exists()
    assert not ada.completions.exists()


def test_nobody_elses_account_gets_them(brought: Client, stranger: Client, ada: User, grace: User) -> None:
    stranger.post(URL, {"use": "1", "user": ada.pk})
    brought.post(URL, {"use": "1", "user": grace.pk})
    assert not grace.assessments.exists()


def test_anonymous_is_sent_to_the_log_in(client: Client) -> None:
    assert client.post(URL, {"use": "1"})["Location"].startswith(reverse("account_login"))
