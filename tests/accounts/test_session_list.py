"""Where an account is logged in, and ending its sessions."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.devices import device_name
from studyplan.accounts.models import Session, User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
URL = "/account/sessions/"
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile/15E148 Safari/604.1"


def log_in(user_agent: str) -> Client:
    browser = Client(headers={"User-Agent": user_agent})
    browser.post("/accounts/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert "_auth_user_id" in browser.session
    return browser


def is_logged_in(browser: Client) -> bool:
    return browser.get("/account/").status_code == 200


def keys(browser: Client) -> dict[str, str]:
    """Device → what ends its session."""
    pairs = re.findall(r'value="(\w{16})">Log out<span class="visually-hidden">: (.*?)<', browser.get(URL).text)
    return {name: key for key, name in pairs}


@pytest.fixture
def laptop(ada: User) -> Client:
    return log_in(LINUX)


@pytest.fixture
def phone(ada: User) -> Client:
    return log_in(PHONE)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (LINUX, "Firefox on Linux"),
        (PHONE, "Safari on iPhone"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 (KHTML, like Gecko) Chrome/1 Safari/537 Edg/1",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.0", "Unknown browser"),
        ("", "Unknown browser"),
    ],
)
def test_a_browser_has_a_name(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name


def test_it_lists_this_browser_first_and_no_secret(laptop: Client, phone: Client) -> None:
    page = laptop.get(URL).text
    assert list(keys(laptop)) == ["Firefox on Linux", "Safari on iPhone"]
    assert list(keys(phone)) == ["Safari on iPhone", "Firefox on Linux"]
    assert page.count("This browser") == 1
    assert page.count("Last used:") == 1
    assert not any(session.session_key in page for session in Session.objects.all())


def test_one_session_is_ended(laptop: Client, phone: Client) -> None:
    assert laptop.post(URL, {"session": keys(laptop)["Safari on iPhone"]})["Location"] == URL
    assert not is_logged_in(phone)
    assert is_logged_in(laptop)


def test_ending_this_one_logs_out(laptop: Client, phone: Client) -> None:
    assert laptop.post(URL, {"session": keys(laptop)["Firefox on Linux"]})["Location"] == "/"
    assert not is_logged_in(laptop)
    assert is_logged_in(phone)


def test_all_others_are_ended_and_a_second_click_does_no_harm(laptop: Client, phone: Client) -> None:
    stranger = Client()
    stranger.force_login(make_user("grace@example.org"))
    assert "Log out on all other devices" in laptop.get(URL).text
    for _click in range(2):
        laptop.post(URL, {"session": "others"})
    assert [is_logged_in(browser) for browser in (laptop, phone, stranger)] == [True, False, True]
    assert "Log out on all other devices" not in laptop.get(URL).text


def test_a_strangers_key_ends_nothing(laptop: Client) -> None:
    stranger = Client()
    stranger.force_login(make_user("grace@example.org"))
    stranger.post(URL, {"session": keys(laptop)["Firefox on Linux"]})
    assert is_logged_in(laptop)


def test_a_new_password_ends_all_others(laptop: Client, phone: Client) -> None:
    new = "another horse battery"
    laptop.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert list(keys(laptop)) == ["Firefox on Linux"]
    assert not is_logged_in(phone)


def test_nothing_chosen(laptop: Client) -> None:
    response = laptop.post(URL, {})
    assert response.status_code == 422
    assert "Choose where to log out." in response.text


def test_when_it_was_used_is_noted_once_an_hour(ada: User, freeze: Callable[[datetime], None]) -> None:
    freeze(datetime(2026, 3, 2, 9, tzinfo=UTC))
    browser = log_in(LINUX)
    seen = []
    for moment in (datetime(2026, 3, 2, 9, 50, tzinfo=UTC), datetime(2026, 3, 2, 10, 30, tzinfo=UTC)):
        freeze(moment)
        with CaptureQueriesContext(connection) as queries:
            browser.get("/privacy/")
        writes = sum(query["sql"].startswith("UPDATE") for query in queries)
        seen.append((Session.objects.get().seen_at, writes))
    assert seen == [(datetime(2026, 3, 2, 9, tzinfo=UTC), 0), (datetime(2026, 3, 2, 10, 30, tzinfo=UTC), 1)]
    assert Session.objects.get().user_agent == LINUX


def test_of_visitors_nothing_is_noted(client: Client) -> None:
    client.post("/assessment/rating/", {"optimization": "3"}, headers={"User-Agent": LINUX})
    session = Session.objects.get()
    assert (session.user_agent, session.seen_at) == ("", None)
