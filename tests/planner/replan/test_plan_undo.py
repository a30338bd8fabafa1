from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.goals.services import goal_of
from studyplan.planner.models import Plan
from tests.factories import NOW, make_goal, make_plan

pytestmark = pytest.mark.django_db
URL = "/plan/undo/"
BACK = "Your earlier plan is back."
NOTHING = "There was nothing to undo."


@pytest.fixture
def plans(owner: Client, ada: User, freeze: Callable[[datetime], None]) -> list[Plan]:
    """Three plans of hers, the last one in force."""
    make_goal(ada, company="google")
    made = [make_plan(ada)]
    for days in (1, 2):
        freeze(NOW + timedelta(days=days))
        owner.post("/plan/renew/")
        made.append(ada.plans.current().get())
    return made


def test_the_earlier_plan_is_back_as_it_was(owner: Client, ada: User, plans: list[Plan]) -> None:
    response = owner.post(URL, {"plan": plans[2].pk}, follow=True)
    assert response.redirect_chain == [("/plan/", 302)]
    assert BACK in response.content.decode()
    current = ada.plans.current().get()
    assert (current, current.document, current.inputs) == (plans[1], plans[1].document, plans[1].inputs)
    assert goal_of(ada).interviews[0].company == "google"


def test_the_plan_offers_to_undo_what_is_in_force(owner: Client, plans: list[Plan]) -> None:
    assert f'<input type="hidden" name="plan" value="{plans[2].pk}">' in owner.get("/plan/").content.decode()


def test_repeated_it_undoes_nothing_more(owner: Client, ada: User, plans: list[Plan]) -> None:
    owner.post(URL, {"plan": plans[2].pk})
    assert NOTHING in owner.post(URL, {"plan": plans[2].pk}, follow=True).content.decode()
    assert ada.plans.current().get() == plans[1]
    assert NOTHING in owner.post(URL, {"plan": plans[1].pk}, follow=True).content.decode()
    assert ada.plans.current().get() == plans[1]


def test_what_is_back_offers_no_further_step(owner: Client, plans: list[Plan]) -> None:
    owner.post(URL, {"plan": plans[2].pk})
    assert reverse("planner:plan_undo") not in owner.get("/plan/").content.decode()


@pytest.mark.parametrize("plan", ["", "x", "-1", "0", "1.0", "٣", " ", "9" * 18, "9" * 30, "9" * 5000])
def test_what_is_no_plan_of_hers_undoes_nothing(owner: Client, ada: User, plans: list[Plan], plan: str) -> None:
    assert NOTHING in owner.post(URL, {"plan": plan}, follow=True).content.decode()
    assert ada.plans.current().get() == plans[2]


def test_nothing_named_undoes_nothing(owner: Client, ada: User, plans: list[Plan]) -> None:
    owner.post(URL)
    assert ada.plans.current().get() == plans[2]


def test_a_strangers_plan_is_left_alone(stranger: Client, ada: User, plans: list[Plan]) -> None:
    response = stranger.post(URL, {"plan": plans[2].pk}, follow=True)
    assert NOTHING in response.content.decode()
    assert ada.plans.current().get() == plans[2]


def test_it_goes_back_to_the_page_on_this_host_that_asked(owner: Client, plans: list[Plan]) -> None:
    assert owner.post(URL, {"plan": plans[2].pk, "next": "/plan/pause/"})["Location"] == "/plan/pause/"
    assert owner.post(URL, {"plan": plans[1].pk, "next": "https://evil.example/"})["Location"] == "/plan/"


def test_anonymous_is_sent_to_the_log_in(client: Client) -> None:
    assert client.post(URL)["Location"].startswith(reverse("account_login"))
