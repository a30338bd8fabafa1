from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.goals.models import Debrief
from studyplan.goals.services import goal_of
from tests.factories import NOW
from tests.planner.interviews.helpers import GOOGLE, HTMX, META, OVER, ask, companies, messages_on, prepare, row, text

pytestmark = pytest.mark.django_db
NEARER = {"company": "google", "rounds": ["ml-depth"], "interview_date": "2026-03-25"}


@pytest.fixture(autouse=True)
def monday(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


@pytest.fixture
def url(ada: User) -> str:
    """Where Ada changes her interview at Google."""
    prepare(ada, GOOGLE, META, OVER)
    return f"/plan/interviews/{row(ada, 'google').pk}/"


def test_it_shows_what_is_known(owner: Client, url: str) -> None:
    page = text(owner.get(url))
    assert '<option value="google" selected>' in page
    assert 'value="2026-05-10"' in page


def test_the_difference_comes_first_and_one_undo_restores_everything(owner: Client, ada: User, url: str) -> None:
    before, goal, old = ada.plans.current().get(), goal_of(ada), row(ada, "google")
    data = NEARER | {"interview_date": "2026-03-10"}
    ask(owner, url, data)
    assert (ada.plans.current().get(), goal_of(ada)) == (before, goal)
    response = owner.post(url, {**data, "confirm": "1"})
    assert response["Location"] == "/plan/interviews/"
    assert messages_on(response) == ["The interview is changed. Your plan follows it from today."]
    assert companies(ada) == ["amazon", "google", "meta"]
    assert row(ada, "google").pk == old.pk
    owner.post("/plan/undo/", {"plan": ada.plans.current().get().pk})
    assert (ada.plans.current().get(), goal_of(ada)) == (before, goal)


def test_one_that_is_over_may_be_put_off_and_keeps_what_was_written(owner: Client, ada: User, url: str) -> None:
    over = row(ada, "amazon")
    Debrief.objects.create(interview=over, asked="They called it off.", written_at=NOW)
    path = f"/plan/interviews/{over.pk}/"
    ask(owner, path, {"company": "amazon", "interview_date": "2026-04-01"})
    owner.post(path, {"company": "amazon", "interview_date": "2026-04-01", "confirm": "1"})
    assert companies(ada) == ["meta", "amazon", "google"]
    assert row(ada, "amazon").debrief.asked == "They called it off."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"company": "meta", "interview_date": "2026-03-20"}, "You have an interview with the same company"),
        ({"company": "google", "interview_date": "2026-02-02"}, "The interview cannot be before 2026-03-02."),
        ({}, "Choose a company, a round or a date"),
    ],
)
def test_bad_input_says_what_to_change(owner: Client, ada: User, url: str, data: dict[str, str], message: str) -> None:
    goal = goal_of(ada)
    response = owner.post(url, {**data, "confirm": "1"})
    assert response.status_code == 422
    assert message in text(response)
    assert goal_of(ada) == goal


def test_htmx_gets_the_form_alone(owner: Client, url: str) -> None:
    page = text(owner.post(url, NEARER, headers={**HTMX, "HX-Target": "interview-form"}))
    assert page.startswith("<form")
    assert f'action="{url}"' in page


def test_a_stranger_finds_nothing_and_changes_nothing(stranger: Client, ada: User, url: str) -> None:
    goal = goal_of(ada)
    assert stranger.get(url).status_code == stranger.post(url, {**NEARER, "confirm": "1"}).status_code == 404
    assert goal_of(ada) == goal


def test_anonymous_is_sent_to_the_log_in(client: Client, url: str) -> None:
    assert client.get(url)["Location"] == client.post(url, NEARER)["Location"] == f"/accounts/login/?next={url}"
