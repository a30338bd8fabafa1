"""The page about the calendar: the secret address is made, copied, replaced and revoked here."""

from __future__ import annotations

from html import unescape

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.test import Client

from studyplan.accounts.models import User
from studyplan.planner.models import CalendarFeed, Plan
from tests.factories import NOW, make_plan

pytestmark = pytest.mark.django_db
URL = "/plan/calendar/"


@pytest.fixture
def plan(ada: User) -> Plan:
    """Something to put into a calendar."""
    return make_plan(ada)


def page(browser: Client, url: str = URL) -> str:
    response = browser.get(url)
    assert response.status_code == 200
    return unescape(response.content.decode())


def do(browser: Client, action: str) -> list[str]:
    """Post ``action``, and return what is said about it."""
    response = browser.post(URL, {"action": action})
    assert (response.status_code, response["Location"]) == (302, URL)
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_no_address_is_made_unasked(owner: Client, plan: Plan) -> None:
    assert 'name="action" value="make"' in page(owner)
    page(owner, f"{URL}?ask=renew")
    assert not CalendarFeed.objects.exists()


def test_made_it_is_there_to_copy_and_stays_as_it_is(owner: Client, ada: User, plan: Plan) -> None:
    assert do(owner, "make") == ["Here is the address. Add it to your calendar once."]
    feed = CalendarFeed.objects.get(user=ada)
    shown = page(owner)
    assert f'value="http://testserver/plan/calendar/{feed.token}.ics" readonly' in shown
    assert 'name="action"' not in shown
    do(owner, "make")
    assert CalendarFeed.objects.get().token == feed.token


def test_the_address_is_the_installations(
    owner: Client, ada: User, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = CalendarFeed.objects.make(ada, NOW)
    assert "runs only on this computer" in page(owner)
    monkeypatch.setattr(settings, "ORIGIN", "https://plan.example.org")
    monkeypatch.setattr(settings, "PRODUCTION", True)
    shown = page(owner)
    assert f'value="https://plan.example.org/plan/calendar/{feed.token}.ics"' in shown
    assert "runs only on this computer" not in shown


@pytest.mark.parametrize(
    ("action", "question", "message"),
    [
        ("renew", "Make a new address?", "Here is a new address. The old one has stopped working."),
        ("revoke", "Turn off the address?", "The address has stopped working."),
    ],
)
def test_one_question_and_the_old_address_is_gone(
    owner: Client, client: Client, ada: User, plan: Plan, action: str, question: str, message: str
) -> None:
    old = CalendarFeed.objects.make(ada, NOW).token
    assert f"{URL}?ask={action}#question" in page(owner)
    asked = page(owner, f"{URL}?ask={action}")
    assert question in asked
    assert asked.count('name="action"') == 1
    assert CalendarFeed.objects.get().token == old
    assert do(owner, action) == [message]
    assert client.get(f"/plan/calendar/{old}.ics").status_code == 404
    assert [feed.token != old for feed in CalendarFeed.objects.all()] == ([True] if action == "renew" else [])


def test_nobody_elses_address_is_touched(owner: Client, plan: Plan, grace: User) -> None:
    hers = CalendarFeed.objects.make(grace, NOW)
    for action in ("make", "renew", "revoke"):
        do(owner, action)
        assert hers.token not in page(owner)
    assert CalendarFeed.objects.get() == hers
    assert CalendarFeed.objects.get().token == hers.token


@pytest.mark.parametrize("action", ["", "delete"])
def test_an_unknown_action_does_nothing(owner: Client, ada: User, plan: Plan, action: str) -> None:
    feed = CalendarFeed.objects.make(ada, NOW)
    assert owner.post(URL, {"action": action}).status_code == 422
    assert CalendarFeed.objects.get().token == feed.token


def test_an_unknown_question_is_not_asked(owner: Client, ada: User, plan: Plan) -> None:
    CalendarFeed.objects.make(ada, NOW)
    assert 'id="question"' not in page(owner, f"{URL}?ask=<b>")


def test_the_plan_leads_to_it(owner: Client, plan: Plan) -> None:
    assert f'href="{URL}"' in page(owner, "/plan/")


@pytest.mark.parametrize("verb", ["get", "post"])
def test_without_a_plan_there_is_nothing_to_subscribe_to(owner: Client, verb: str) -> None:
    response = getattr(owner, verb)(URL, {"action": "make"})
    assert (response.status_code, response["Location"]) == (302, "/plan/")
    assert not CalendarFeed.objects.exists()


@pytest.mark.parametrize("verb", ["get", "post"])
def test_anonymous_is_sent_to_the_log_in(client: Client, verb: str) -> None:
    assert getattr(client, verb)(URL)["Location"].startswith("/accounts/login/?next=/plan/calendar/")
