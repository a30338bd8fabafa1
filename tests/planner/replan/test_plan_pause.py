from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.goals.services import goal_of
from tests.factories import NOW, make_goal
from tests.planner.interviews.helpers import GOOGLE, HTMX, ask, messages_on, prepare, text

pytestmark = pytest.mark.django_db
URL = "/plan/pause/"
WEEK = {"first": "2026-03-02", "last": "2026-03-06"}


@pytest.fixture(autouse=True)
def monday(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def planned_days(user: User) -> list[str]:
    return [day["date"] for week in user.plans.current().get().document["weeks"] for day in week["days"]]


def test_the_difference_comes_first_and_one_undo_restores_everything(owner: Client, ada: User) -> None:
    before, goal = prepare(ada, GOOGLE), goal_of(ada)
    ask(owner, URL, WEEK)
    assert (ada.plans.current().get(), goal_of(ada)) == (before, goal)
    response = owner.post(URL, {**WEEK, "confirm": "1"})
    assert response["Location"] == URL
    assert messages_on(response) == ["Your days off are saved. Rest well. Your plan follows it from today."]
    assert goal_of(ada).days_off == tuple(date(2026, 3, day) for day in range(2, 7))
    assert planned_days(ada)[0] == "2026-03-07"
    owner.post("/plan/undo/", {"plan": ada.plans.current().get().pk})
    assert (ada.plans.current().get(), goal_of(ada)) == (before, goal)


def test_the_pages_say_until_when(owner: Client, ada: User) -> None:
    prepare(ada, GOOGLE)
    assert "Paused until" not in text(owner.get("/plan/"))
    owner.post(URL, {**WEEK, "confirm": "1"})
    for page in ("/plan/", URL):
        assert "Paused until Saturday, March 7." in text(owner.get(page))
    assert "A day off. Rest is part of the plan." in text(owner.get("/"))


def test_holidays_later_on_are_no_pause_yet(owner: Client, ada: User) -> None:
    prepare(ada, GOOGLE)
    owner.post(URL, {"first": "2026-03-16", "last": "2026-03-20", "confirm": "1"})
    assert "Paused until" not in text(owner.get("/plan/"))
    assert "Mon, Mar 16 to Fri, Mar 20, 2026" in text(owner.get(URL))
    assert not {"2026-03-16", "2026-03-20"} & set(planned_days(ada))


def test_days_off_are_shown_from_today_on_and_taken_back(owner: Client, ada: User) -> None:
    prepare(ada, GOOGLE)
    make_goal(ada, days_off=[date(2026, 2, 27), date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 25)])
    page = text(owner.get(URL))
    assert page.count("Study on these days<") == 2
    assert "Wednesday, March 25, 2026" in page
    assert "Feb 27" not in page
    back = {"first": "2026-03-03", "last": "2026-03-04", "off": "0"}
    assert "Study days again: Tue, Mar 3 to Wed, Mar 4, 2026" in ask(owner, URL, back)
    response = owner.post(URL, {**back, "confirm": "1"})
    assert messages_on(response) == ["These days are study days again. Your plan follows it from today."]
    assert goal_of(ada).days_off == (date(2026, 2, 27), date(2026, 3, 25))


def test_without_levels_it_is_kept_for_the_plan_to_come(owner: Client, ada: User) -> None:
    assert owner.post(URL, WEEK)["Location"] == "/assessment/"
    assert len(goal_of(ada).days_off) == 5


@pytest.mark.parametrize("headers", [{}, {**HTMX, "HX-Target": "pause-form"}], ids=["page", "htmx"])
@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"first": "2026-03-01", "last": "2026-03-06"}, "Begin on 2026-03-02 or later."),
        ({"first": "2026-03-06", "last": "2026-03-03"}, "The last day cannot be before the first."),
        ({"first": "2026-03-06"}, "Choose a date."),
        ({"first": "2026-03-06", "last": "", "off": "0"}, "Choose a date."),
    ],
)
def test_bad_input_says_what_to_change(
    owner: Client, ada: User, data: dict[str, str], message: str, headers: dict[str, str]
) -> None:
    prepare(ada, GOOGLE)
    response = owner.post(URL, {**data, "confirm": "1"}, headers=headers)
    assert response.status_code == 422
    assert message in text(response)
    assert goal_of(ada).days_off == ()


def test_htmx_gets_the_form_alone_and_leaves_the_page_at_the_end(owner: Client, ada: User) -> None:
    prepare(ada, GOOGLE)
    headers = {**HTMX, "HX-Target": "pause-form"}
    assert text(owner.post(URL, WEEK, headers=headers)).startswith("<form")
    assert owner.post(URL, {**WEEK, "confirm": "1"}, headers=headers)["HX-Redirect"] == URL


def test_nobody_else_is_paused(owner: Client, ada: User, grace: User) -> None:
    prepare(ada, GOOGLE)
    prepare(grace, GOOGLE)
    owner.post(URL, {**WEEK, "confirm": "1"})
    assert goal_of(grace).days_off == ()


def test_anonymous_is_sent_to_the_log_in(client: Client) -> None:
    assert client.get(URL)["Location"] == client.post(URL, WEEK)["Location"] == f"/accounts/login/?next={URL}"
