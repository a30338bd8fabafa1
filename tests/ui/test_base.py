"""The frame of every page: menu, messages, keys, what htmx is told; and the error pages that wear it."""

from __future__ import annotations

import json
from html import unescape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.constants import SUCCESS
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views.defaults import page_not_found, permission_denied, server_error

from studyplan.accounts.models import User
from studyplan.ui.http import csrf_failure
from studyplan.ui.nav import THEME_COOKIE, keyed_entries, menu_urls
from studyplan.ui.templatetags.ui import as_id, duration, signed
from tests.ui.test_components import Page


def request_of(user: User | AnonymousUser, path: str = "/") -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = user
    return request


def frame(user: User | AnonymousUser, path: str = "/") -> Page:
    return Page(render_to_string("base.html", request=request_of(user, path)))


def test_a_visitor_is_offered_to_sign_up_and_log_in() -> None:
    page = frame(AnonymousUser())
    links = [link["href"] for link in page.all("a")]
    assert {"/accounts/login/", "/accounts/signup/", "/privacy/", "#main"} <= set(links)
    assert "Log out" not in page.text


@pytest.mark.parametrize("user", [AnonymousUser(), User(email="ada@example.org")], ids=["visitor", "user"])
def test_the_menu_has_five_entries(user: User | AnonymousUser) -> None:
    places, _others = menu_urls(signed_in=user.is_authenticated)
    assert len(places) == 5
    assert set(places) <= {link["href"] for link in frame(user).all("a")}


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/plan/goal/", "/plan/"),
        ("/practice/readiness/", "/practice/"),
        ("/primer/convexity/", "/topics/"),
        ("/progress/", "/more/"),
        ("/account/", "/more/"),
        ("/guide/rounds/", "/more/"),
    ],
)
def test_the_menu_marks_where_a_page_belongs(path: str, entry: str) -> None:
    page = frame(User(email="ada@example.org"), path)
    assert [link["href"] for link in page.all("a") if "aria-current" in link] == [entry]


def test_every_key_of_the_menu_has_one_link_to_press() -> None:
    page = frame(User(email="ada@example.org"))
    assert page.one("body")["data-shortcuts"] == "on"
    keys = [link["aria-keyshortcuts"] for link in page.all("a") if "aria-keyshortcuts" in link]
    assert sorted(filter(None, keys)) == sorted(item.key for item in keyed_entries(signed_in=True))
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("system", None), ("<b>", None)])
def test_a_page_wears_the_theme_that_was_chosen(cookie: str, theme: str | None) -> None:
    request = request_of(AnonymousUser())
    request.COOKIES[THEME_COOKIE] = cookie
    page = Page(render_to_string("base.html", request=request))
    assert page.one("html").get("data-theme") == theme
    colors = [meta for meta in page.all("meta") if meta.get("name") == "theme-color"]
    assert len(colors) == (1 if theme else 2)
    assert all(("media" in meta) == (theme is None) for meta in colors)


def test_keys_can_be_switched_off() -> None:
    page = frame(User(email="ada@example.org", keyboard_shortcuts=False))
    assert page.one("body")["data-shortcuts"] == "off"
    assert "switched off" in page.text


def test_htmx_is_told_to_swap_invalid_forms_and_to_evaluate_nothing() -> None:
    page = frame(AnonymousUser())
    (config,) = [json.loads(meta["content"] or "") for meta in page.all("meta") if meta.get("name") == "htmx-config"]
    assert config["allowEval"] is config["includeIndicatorStyles"] is config["historyRestoreAsHxRequest"] is False
    swaps = {rule["code"]: rule["swap"] for rule in config["responseHandling"]}
    assert swaps == {"204": False, "[23]..": True, "422": True, "[45]..": False}
    assert json.loads(page.one("body")["data-hx-headers"] or "")["X-CSRFToken"]
    # What is swapped in listens at once: in between, a fast key would submit its form as a page of its own.
    assert config["defaultSettleDelay"] == 0


def test_nothing_is_inline_that_the_content_policy_would_drop() -> None:
    page = frame(AnonymousUser())
    assert all(script.get("src") for script in page.all("script"))
    assert not page.all("style")
    assert not [
        tag for tag, attributes in page.elements for name in attributes if name == "style" or name.startswith("on")
    ]


def test_messages_are_read_out_politely() -> None:
    message = Message(SUCCESS, "The plan is built.")
    page = Page(render_to_string("base.html", {"messages": [message]}, request_of(AnonymousUser())))
    polite = [div["class"] for div in page.all("div") if div.get("role") == "status"]
    assert polite == ["messages", "toasts"]
    assert [text["class"] for text in page.all("p")] == ["message success"]


# Error pages


def test_a_missing_page_says_so() -> None:
    response = page_not_found(request_of(AnonymousUser()), Exception())
    assert response.status_code == 404
    assert "no page at this address" in response.content.decode()


def test_a_forbidden_page_says_so() -> None:
    response = permission_denied(request_of(AnonymousUser()), Exception())
    assert response.status_code == 403
    assert "/accounts/login/" in response.content.decode()


def test_a_forbidden_page_does_not_ask_to_log_in_who_is_logged_in() -> None:
    main = permission_denied(request_of(User(email="ada@example.org")), Exception()).content.decode()
    assert "logged in as ada@example.org" in main
    assert "/accounts/login/" not in main


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html", "429.html"])
@pytest.mark.parametrize("user", [AnonymousUser(), User(email="ada@example.org")], ids=["visitor", "user"])
def test_an_error_page_leads_on(name: str, user: User | AnonymousUser) -> None:
    main = render_to_string(name, request=request_of(user, "/no-such-page/")).split("<main")[1].split("</main>")[0]
    assert {"/", "/find/"} <= {link["href"] for link in Page(f"<main{main}").all("a")}


def test_an_error_page_needs_neither_menu_nor_user() -> None:
    response = server_error(request_of(AnonymousUser()))
    page = Page(response.content.decode())
    assert response.status_code == 500
    assert not page.all("nav")
    assert "Log in" not in page.text


def test_a_stale_page_says_what_to_do() -> None:
    response = csrf_failure(request_of(AnonymousUser()))  # type: ignore[arg-type]
    assert response.status_code == 403
    assert "Reload the page." in unescape(response.content.decode())


# Filters


def test_a_key_becomes_part_of_an_id() -> None:
    assert as_id("cheat-sheet:optimization:final") == "cheat-sheet--optimization--final"


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (25, "25 min"), (60, "1 h"), (65, "1 h 05"), (105, "1 h 45")]
)
def test_minutes_are_said_as_people_say_them(minutes: int, words: str) -> None:
    assert duration(minutes) == words


@pytest.mark.parametrize(("number", "words"), [(2, "+2"), (0, "0"), (-1, "−1")])
def test_a_change_has_its_sign(number: int, words: str) -> None:
    assert signed(number) == words
