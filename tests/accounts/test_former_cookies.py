"""Cookies by their former names: read once, and left alone where they are another app's."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from studyplan.accounts.former_cookies import NAMES
from studyplan.accounts.models import User
from studyplan.progress.services import ticks_of
from studyplan.ui.nav import THEME_COOKIE

pytestmark = pytest.mark.django_db
SESSION, CSRF = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME


def go_back(browser: Client) -> Client:
    """A browser as it was before the cookies had names of the app's own."""
    former = Client(enforce_csrf_checks=browser.handler.enforce_csrf_checks)
    for name, now in NAMES.items():
        if now in browser.cookies:
            former.cookies[name] = browser.cookies[now].value
    return former


def test_nobody_is_logged_out(ada: User, owner: Client) -> None:
    former = go_back(owner)
    response = former.get("/account/")
    assert response.status_code == 200
    assert former.cookies[SESSION].value == owner.cookies[SESSION].value
    assert former.cookies["sessionid"]["max-age"] == 0
    del former.cookies["sessionid"]
    assert former.get("/account/").context["user"] == ada


def test_a_page_from_before_still_saves(ada: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    browser.get("/progress/")
    former, token = go_back(browser), {"X-CSRFToken": browser.cookies[CSRF].value}
    for task in ("read:optimization", "read:bias-variance"):
        former.post("/progress/", {"task": task, "done": "1"}, headers=token)
        assert ticks_of(ada).is_done(task)


def test_no_visitor_loses_their_ratings(client: Client) -> None:
    client.post("/assessment/rating/", {"optimization": 4})
    former = go_back(client)
    for _time in range(2):
        assert "Level 4 of 5" in former.get("/topics/").content.decode()


def test_another_apps_session_is_left_alone_and_asked_for_once(client: Client) -> None:
    client.cookies["sessionid"] = "x" * 32
    client.get("/topics/")
    assert client.cookies["sessionid"].value == "x" * 32
    assert CSRF in client.cookies
    assert client.get("/topics/").headers["Cache-Control"] != "no-store"


def test_a_log_out_is_not_undone(owner: Client) -> None:
    key = owner.cookies[SESSION].value
    owner.get("/account/")
    owner.post("/accounts/logout/")
    owner.cookies["sessionid"] = key
    assert owner.get("/account/").status_code == 302


def test_todays_cookies_come_first(ada: User, owner: Client, stranger: Client) -> None:
    owner.cookies["sessionid"] = stranger.cookies[SESSION].value
    assert owner.get("/account/").context["user"] == ada


@pytest.mark.parametrize(("theme", "is_kept"), [("dark", True), ("solarized", False)])
def test_a_theme_stays(client: Client, theme: str, is_kept: bool) -> None:
    client.cookies["theme"] = theme
    for _time in range(2):
        assert ('data-theme="dark"' in client.get("/more/").content.decode()) is is_kept
    assert (THEME_COOKIE in client.cookies) is is_kept
