"""The address of a result: the inputs of a plan, for anyone, and nothing of an account."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.test import Client

from studyplan.accounts.models import User
from studyplan.assessment import drafts
from studyplan.core.model import Goal, GoalInterview
from studyplan.dashboard.sharing import read_address, write_address
from studyplan.goals.services import default_goal, trial_goal
from tests.factories import EVERY_DAY, NOW, make_assessment, make_goal, make_plan, ratings

pytestmark = pytest.mark.django_db
URL = "/result/"
TODAY = NOW.date()
LEVELS = "2,3,2,2,1,3,2,2,3,2,1,2"
HTMX = {"HX-Request": "true", "HX-Target": "outcome"}
GOALS = [
    Goal("mle", 60),
    Goal(
        "mlops",
        45,
        (5, 6),
        (date(2026, 3, 20), date(2026, 3, 21), date(2026, 3, 25)),
        (GoalInterview("google", ("coding", "ml-depth"), date(2026, 5, 1)),),
        (45, 45, 45, 45, 45, 120, 45),
    ),
]


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    """The day on which it all happens."""
    freeze(NOW)


def shared_address(client: Client) -> str:
    """The address that a result offers to share."""
    page = client.get(URL).content.decode()
    [address] = re.findall(r'readonly value="([^"]+)"', page)
    return unescape(address)


def read(client: Client, query: str) -> str:
    return " ".join(client.get(f"{URL}?{query}").content.decode().split())


@pytest.mark.parametrize("goal", GOALS)
def test_what_is_written_is_read(db: None, goal: Goal) -> None:
    plan = read_address(QueryDict(write_address(ratings(2, optimization=5), goal, TODAY)), TODAY)
    assert (plan.levels, plan.errors) == (ratings(2, optimization=5), ())
    assert plan.goal is not None
    assert set(plan.goal.interviews[0].rounds if plan.goal.interviews else ()) == set(
        goal.interviews[0].rounds if goal.interviews else ()
    )
    assert (plan.goal.role, plan.goal.minutes, plan.goal.weekdays, plan.goal.days_off, plan.goal.weekday_minutes) == (
        goal.role,
        goal.minutes,
        goal.weekdays,
        goal.days_off,
        goal.weekday_minutes,
    )


def test_what_is_over_is_not_shared(db: None) -> None:
    over = Goal("mle", 60, EVERY_DAY, (TODAY - timedelta(days=3),), (GoalInterview(on=TODAY - timedelta(days=1)),))
    assert write_address(ratings(3), over, TODAY) == "ratings=3,3,3,3,3,3,3,3,3,3,3,3&role=mle&minutes=60"


def test_a_visitors_result_can_be_opened_by_anyone(client: Client, stranger: Client) -> None:
    client.post("/assessment/", ratings(2, optimization=5))
    client.post(URL, {"role": "mlops", "minutes": "45", "interview_date": "2026-05-01", "rounds": "coding"})
    address = shared_address(client)
    assert address.startswith("http://testserver/result/?ratings=2,")
    own = " ".join(client.get(URL).content.decode().split())
    for browser in (Client(), stranger):
        page = read(browser, urlsplit(address).query)
        assert "<h1>A shared plan</h1>" in page
        assert "Make my own plan" in page
        outline = page.split("<h3>All weeks</h3>")[1].split("</ol>")[0]
        assert outline == own.split("<h3>All weeks</h3>")[1].split("</ol>")[0]
        assert 'name="password1"' not in page
        assert "/plan/goal/" not in page


def test_the_address_of_a_users_result_holds_nothing_of_the_account(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(2))
    make_goal(ada, company="google", on=date(2026, 5, 1), minutes=60)
    make_plan(ada)
    query = urlsplit(shared_address(owner)).query
    assert query == "ratings=2,2,2,2,2,2,2,2,2,2,2,2&role=mle&company=google&date=2026-05-01&minutes=60"
    assert ada.email not in read(Client(), query)


def test_opening_one_changes_nothing_of_ones_own(owner: Client, ada: User, client: Client) -> None:
    make_assessment(ada, ratings(5))
    page = read(owner, f"ratings={LEVELS}&role=mlops")
    assert "<strong>25</strong> of 60" in page
    assert "what the role MLOps Engineer asks for" in page
    assert "<strong>60</strong> of 60" in " ".join(owner.get(URL).content.decode().split())
    read(client, f"ratings={LEVELS}&role=mlops")
    assert not client.session.keys()
    client.post("/assessment/rating/", {"optimization": 4})
    read(client, f"ratings={LEVELS}&role=mlops")
    assert drafts.read_ratings(client.session, ratings()) == {"optimization": 4}
    assert trial_goal(client.session) is None


def test_what_is_not_named_is_the_default(client: Client) -> None:
    plan = read_address(QueryDict(f"ratings={LEVELS}"), TODAY)
    assert plan.goal == default_goal()
    assert client.get(f"{URL}?ratings={LEVELS}").status_code == 200


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("ratings=", "ratings: 12 levels are needed, separated by commas; here are 0."),
        ("role=mle", "ratings: 12 levels are needed"),
        ("ratings=1,2,3", "ratings: 12 levels are needed, separated by commas; here are 3."),
        (f"ratings={LEVELS},1", "ratings: 12 levels are needed, separated by commas; here are 13."),
        (f"ratings={LEVELS.replace('3', '9', 1)}", "ratings: “9” is not a level from 1 to 5."),
        (f"ratings={LEVELS.replace('3', '<b>', 1)}", "ratings: “&lt;b&gt;” is not a level from 1 to 5."),
        (f"ratings={LEVELS}&role=astronaut", "role: “astronaut” is none of "),
        (f"ratings={LEVELS}&company=acme", "company: “acme” is none of "),
        (f"ratings={LEVELS}&rounds=coding,tarot", "rounds: “tarot” is none of "),
        (f"ratings={LEVELS}&minutes=5", "minutes: Plan at least 15 minutes a day."),
        (f"ratings={LEVELS}&minutes=1,2", "minutes: Minutes are a whole number, such as 90."),
        (f"ratings={LEVELS}&minutes=60,60,60,60,60,60,5", "minutes: "),
        (f"ratings={LEVELS}&date=tomorrow", "date: Write the date like 2027-01-31."),
        (f"ratings={LEVELS}&date=2026-03-01", "date: The interview cannot be before 2026-03-02."),
        (f"ratings={LEVELS}&weekdays=monday", "weekdays: “monday” is not a weekday."),
        (f"ratings={LEVELS}&days_off=soon", "days_off: “soon” is not a date."),
    ],
)
def test_what_makes_no_sense_gets_a_clear_error_and_no_plan(client: Client, query: str, error: str) -> None:
    response = client.get(f"{URL}?{query}")
    page = " ".join(response.content.decode().split())
    assert response.status_code == 422
    assert f"<li>{error}" in page
    assert "This address holds no plan" in page
    assert "Make my own plan" in page
    assert "The first week" not in page


def test_the_options_of_the_command_are_read_too(client: Client) -> None:
    response = client.get(f"{URL}?ratings={LEVELS}&interview=2026-05-01&days-off=2026-03-20")
    assert response["Location"].endswith("&date=2026-05-01&minutes=120&days_off=2026-03-20")


def test_what_no_plan_is_named_by_is_ignored(client: Client) -> None:
    client.post("/assessment/", ratings(2))
    assert "<h1>Your result</h1>" in read(client, "utm_source=mail")


def test_controls_change_a_shared_plan_and_its_address(client: Client) -> None:
    sent = f"ratings={LEVELS}&interview_date=2026-05-01&minutes=45&minutes_sat=120&role=mlops&company=&rounds=coding"
    sent += "&rounds=ml-depth&weekdays=sat&weekdays=sun&weekdays="
    address = (
        f"/result/?ratings={LEVELS}&role=mlops&date=2026-05-01&minutes=45,45,45,45,45,120,45"
        "&rounds=ml-depth,coding&weekdays=sat,sun"
    )
    response = client.get(f"{URL}?{sent}", headers=HTMX)
    page = response.content.decode()
    assert page.strip().startswith('<div id="outcome"')
    assert "MLOps Engineer" in page
    assert response["HX-Replace-Url"] == address
    assert client.get(f"{URL}?{sent}")["Location"] == address
    assert client.get(address).status_code == 200
    refused = client.get(f"{URL}?{sent.replace('minutes=45', 'minutes=5')}", headers=HTMX)
    assert refused.status_code == 422
    assert refused.content.decode().strip().startswith('<div id="outcome"')
