from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.core.model import Goal
from studyplan.goals.models import Debrief
from studyplan.goals.services import goal_of, save_goal
from tests.factories import NOW
from tests.planner.interviews.helpers import GOOGLE, META, OVER, companies, messages_on, prepare, row, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


@pytest.fixture
def url(ada: User) -> str:
    """Where Ada removes the nearest of her interviews."""
    prepare(ada, GOOGLE, META, OVER)
    return f"/plan/interviews/{row(ada, 'meta').pk}/remove/"


@pytest.mark.parametrize("verb", ["get", "post"])
def test_it_asks_first(owner: Client, ada: User, url: str, verb: str) -> None:
    plan = ada.plans.current().get()
    page = text(getattr(owner, verb)(url))
    assert "May 9, 2026" in page
    assert "deleted with it" not in page
    assert (ada.plans.current().get(), companies(ada)) == (plan, ["amazon", "meta", "google"])


def test_one_undo_restores_everything(owner: Client, ada: User, url: str) -> None:
    before, goal = ada.plans.current().get(), goal_of(ada)
    response = owner.post(url, {"confirm": "1"})
    assert response["Location"] == "/plan/interviews/"
    assert messages_on(response) == ["The interview is removed. Your plan follows it from today."]
    assert companies(ada) == ["amazon", "google"]
    assert owner.post(url, {"confirm": "1"}).status_code == 404
    owner.post("/plan/undo/", {"plan": ada.plans.current().get().pk})
    assert (ada.plans.current().get(), goal_of(ada)) == (before, goal)


def test_it_says_what_goes(owner: Client, ada: User, url: str) -> None:
    over = row(ada, "amazon")
    Debrief.objects.create(interview=over, asked="Why?", written_at=NOW)
    path = f"/plan/interviews/{over.pk}/remove/"
    assert "Your debrief is deleted, too." in text(owner.get(path))
    owner.post(path, {"confirm": "1"})
    assert not Debrief.objects.exists()
    assert companies(ada) == ["meta", "google"]


def test_without_a_plan_it_asks_all_the_same(owner: Client, ada: User) -> None:
    save_goal(ada, Goal("mle", 60, interviews=(GOOGLE,)), NOW)
    path = f"/plan/interviews/{row(ada, 'google').pk}/remove/"
    assert "Remove it" in text(owner.get(path))
    assert owner.post(path, {"confirm": "1"})["Location"] == "/assessment/"
    assert companies(ada) == []


def test_a_stranger_finds_nothing_and_removes_nothing(stranger: Client, ada: User, url: str) -> None:
    assert stranger.get(url).status_code == stranger.post(url, {"confirm": "1"}).status_code == 404
    assert len(companies(ada)) == 3


def test_anonymous_is_sent_to_the_log_in(client: Client, ada: User, url: str) -> None:
    assert client.post(url, {"confirm": "1"})["Location"] == f"/accounts/login/?next={url}"
    assert len(companies(ada)) == 3
