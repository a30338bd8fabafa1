"""What is accepted is what was shown: a page that is older than the plan, the goal or a tick asks once more."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.goals.services import goal_of
from studyplan.planner.services import document_in
from studyplan.progress.services import NOT_PLANNED, set_done
from tests.factories import NOW, make_assessment, ratings
from tests.planner.interviews.helpers import GOOGLE, HTMX, prepare, row, text

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=2)
STALE = "Something has changed since you opened this page, so nothing is saved yet."
BASIS = re.compile(r'name="basis" value="([0-9a-f]{32})"')
GOAL = {"role": "mlops", "minutes": "75"}
PAUSE = {"first": "2026-03-09", "last": "2026-03-12"}


@pytest.fixture(autouse=True)
def wednesday(ada: User, freeze: Callable[[datetime], None]) -> None:
    prepare(ada, GOOGLE)
    freeze(LATER)


def open_page(browser: Client, path: str, data: Mapping[str, Any]) -> str:
    """Look at the difference; the basis that the page would send back."""
    response = browser.post(path, data) if data else browser.get(path)
    assert response.status_code == 200
    found = BASIS.search(text(response))
    assert found
    return found[1]


def path_of(name: str, user: User) -> str:
    return name.replace("PK", str(row(user, "google").pk))


PAGES = [
    ("/plan/renew/", {}, {}),
    ("/plan/goal/", GOAL, {"confirm": "1"}),
    ("/plan/pause/", PAUSE, {"confirm": "1"}),
    ("/plan/repair/optimization/", {}, {}),
    ("/plan/interviews/add/", {"company": "meta"}, {"confirm": "1"}),
    ("/plan/interviews/PK/", {"company": "amazon"}, {"confirm": "1"}),
    ("/plan/interviews/PK/remove/", {}, {"confirm": "1"}),
]


@pytest.mark.parametrize(("path", "data", "confirm"), PAGES)
def test_what_was_shown_is_accepted(
    owner: Client, ada: User, path: str, data: dict[str, Any], confirm: dict[str, str]
) -> None:
    path, plan = path_of(path, ada), ada.plans.current().get()
    basis = open_page(owner, path, data)
    assert owner.post(path, {**data, **confirm, "basis": basis}).status_code == 302
    assert ada.plans.current().get().previous_id == plan.pk


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
@pytest.mark.parametrize(("path", "data", "confirm"), PAGES)
def test_a_page_of_before_a_tick_shows_the_difference_as_it_is_now(
    owner: Client, ada: User, path: str, data: dict[str, Any], confirm: dict[str, str], headers: dict[str, str]
) -> None:
    path, plan, goal = path_of(path, ada), ada.plans.current().get(), goal_of(ada)
    basis = open_page(owner, path, data)
    key = document_in(plan).tasks[0].key
    set_done(ada, key, 0, True, planned=NOT_PLANNED, now=NOW, today=NOW.date())
    response = owner.post(path, {**data, **confirm, "basis": basis}, headers=headers)
    page = text(response)
    assert response.status_code == 422
    assert STALE in page
    assert (ada.plans.current().get(), goal_of(ada)) == (plan, goal)
    fresh = BASIS.search(page)
    assert fresh
    assert fresh[1] != basis
    assert owner.post(path, {**data, **confirm, "basis": fresh[1]}).status_code == 302
    assert ada.plans.current().get().previous_id == plan.pk


def change_the_plan(browser: Client, user: User) -> None:
    browser.post("/plan/repair/optimization/")


def change_the_levels(browser: Client, user: User) -> None:
    make_assessment(user, ratings(4), LATER)


def change_the_goal(browser: Client, user: User) -> None:
    browser.post("/plan/goal/", {"role": "ai-engineer", "minutes": "60", "confirm": "1"})


@pytest.mark.parametrize("meanwhile", [change_the_plan, change_the_levels, change_the_goal])
def test_whatever_the_plan_is_made_from_makes_a_page_stale(
    owner: Client, ada: User, meanwhile: Callable[[Client, User], None]
) -> None:
    basis = open_page(owner, "/plan/renew/", {})
    meanwhile(owner, ada)
    plan = ada.plans.current().get()
    assert owner.post("/plan/renew/", {"basis": basis}).status_code == 422
    assert ada.plans.current().get() == plan


def test_the_next_day_makes_a_page_stale(owner: Client, ada: User, freeze: Callable[[datetime], None]) -> None:
    basis = open_page(owner, "/plan/renew/", {})
    freeze(LATER + timedelta(days=1))
    assert STALE in text(owner.post("/plan/renew/", {"basis": basis}))


def test_what_was_changed_in_the_form_is_shown_before_it_is_confirmed(owner: Client, ada: User) -> None:
    basis, goal = open_page(owner, "/plan/goal/", GOAL), goal_of(ada)
    response = owner.post("/plan/goal/", {**GOAL, "minutes": "90", "confirm": "1", "basis": basis})
    assert STALE in text(response)
    assert goal_of(ada) == goal


@pytest.mark.parametrize("basis", ["x", "0" * 32, "9" * 5000])
def test_a_basis_of_nothing_is_stale(owner: Client, ada: User, basis: str) -> None:
    plan = ada.plans.current().get()
    assert owner.post("/plan/renew/", {"basis": basis}).status_code == 422
    assert ada.plans.current().get() == plan
