from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.core.model import GoalInterview
from studyplan.goals.models import Interview
from studyplan.goals.services import goal_of
from tests.factories import NOW, make_assessment, make_plan
from tests.planner.interviews.helpers import GOOGLE, HTMX, META, ask, companies, messages_on, prepare, text

pytestmark = pytest.mark.django_db
URL = "/plan/interviews/add/"
LIST = "/plan/interviews/"
NEW = {"company": "meta", "rounds": ["phone-screen"], "interview_date": "2026-03-20"}


@pytest.fixture(autouse=True)
def monday(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def test_the_difference_comes_first_and_one_undo_restores_everything(owner: Client, ada: User) -> None:
    before, goal = prepare(ada, GOOGLE), goal_of(ada)
    page = ask(owner, URL, NEW)
    assert "May 9, 2026" in page
    assert "Mar 19, 2026" in page
    assert (ada.plans.current().get(), goal_of(ada)) == (before, goal)

    response = owner.post(URL, {**NEW, "confirm": "1"})
    assert (response.status_code, response["Location"]) == (302, LIST)
    assert messages_on(response) == ["The interview is added. Your plan follows it from today."]
    assert goal_of(ada).interviews == (META, GOOGLE)
    plan = ada.plans.current().get()
    assert plan.document["interview_on"] == "2026-03-20"

    assert "Bring back the plan before" in text(owner.get(LIST))
    undone = owner.post("/plan/undo/", {"plan": plan.pk, "next": LIST})
    assert undone["Location"] == LIST
    assert (ada.plans.current().get(), goal_of(ada)) == (before, goal)


def test_the_first_goal_applies_at_once(owner: Client, ada: User) -> None:
    make_assessment(ada)
    make_plan(ada)
    assert owner.post(URL, NEW)["Location"] == LIST
    assert companies(ada) == ["meta"]


def test_without_levels_it_is_kept_for_the_plan_to_come(owner: Client, ada: User) -> None:
    for interview in (NEW, {"company": "google"}):
        response = owner.post(URL, interview)
        assert response["Location"] == "/assessment/"
        assert "The interview is added." in messages_on(response)
    assert companies(ada) == ["meta", "google"]
    make_assessment(ada)
    assert make_plan(ada).document["interview_on"] == "2026-03-20"


def test_htmx_gets_the_form_alone_and_leaves_the_page_at_the_end(owner: Client, ada: User) -> None:
    prepare(ada, GOOGLE)
    headers = {**HTMX, "HX-Target": "interview-form"}
    page = text(owner.post(URL, NEW, headers=headers))
    assert page.startswith("<form")
    assert 'id="changes"' in page
    response = owner.post(URL, {**NEW, "confirm": "1"}, headers=headers)
    assert (response.status_code, response["HX-Redirect"]) == (200, LIST)
    assert companies(ada) == ["meta", "google"]


@pytest.mark.parametrize("headers", [{}, {**HTMX, "HX-Target": "interview-form"}], ids=["page", "htmx"])
@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Choose a company, a round or a date: one of them is enough."),
        ({"interview_date": "2026-03-01"}, "The interview cannot be before 2026-03-02."),
        ({"company": "google", "interview_date": "2026-05-10", "confirm": "1"}, "Add the rounds there, or change one."),
    ],
)
def test_bad_input_says_what_to_change(
    owner: Client, ada: User, data: dict[str, str], message: str, headers: dict[str, str]
) -> None:
    plan = prepare(ada, GOOGLE)
    response = owner.post(URL, data, headers=headers)
    assert response.status_code == 422
    assert message in text(response)
    assert (ada.plans.current().get(), companies(ada)) == (plan, ["google"])


def test_rounds_alone_are_enough(owner: Client, ada: User) -> None:
    prepare(ada, GOOGLE)
    owner.post(URL, {"rounds": ["coding", "ml-depth"], "confirm": "1"})
    assert goal_of(ada).interviews == (GOOGLE, GoalInterview(None, ("ml-depth", "coding")))


def test_what_the_page_asks(owner: Client) -> None:
    page = text(owner.get(URL))
    assert all(f'name="{name}"' in page for name in ("company", "rounds", "interview_date"))
    assert 'id="changes"' not in page


def test_nobody_else_gets_it(owner: Client, ada: User, grace: User) -> None:
    prepare(ada, GOOGLE)
    prepare(grace, GOOGLE)
    owner.post(URL, {**NEW, "confirm": "1"})
    assert companies(grace) == ["google"]


def test_anonymous_is_sent_to_the_log_in(client: Client) -> None:
    assert client.get(URL)["Location"] == client.post(URL, NEW)["Location"] == f"/accounts/login/?next={URL}"
    assert not Interview.objects.exists()


def test_an_interview_on_the_day_itself(owner: Client, ada: User) -> None:
    prepare(ada, GOOGLE)
    ask(owner, URL, {"company": "meta", "interview_date": "2026-03-02"})
    owner.post(URL, {"company": "meta", "interview_date": "2026-03-02", "confirm": "1"})
    assert ada.plans.current().get().document["interview_on"] == str(date(2026, 5, 10)), "the later one is served"
