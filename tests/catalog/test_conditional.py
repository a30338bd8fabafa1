"""A visitor's browser gets a page again only where it has changed."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from django.test.signals import template_rendered
from django.test.utils import CaptureQueriesContext

from studyplan.accounts.middleware import COOKIE as TIME_ZONE_COOKIE
from studyplan.catalog import conditional
from studyplan.catalog.models import ContentVersion

pytestmark = pytest.mark.django_db
PAGES = (
    "/topics/",
    "/topics/optimization/",
    "/map/",
    "/cheat-sheet/",
    "/guide/",
    "/guide/rounds/",
    "/guide/companies/",
    "/guide/roles/",
    "/guide/patterns/",
    "/guide/anti-patterns/",
    "/guide/warm-up/",
    "/guide/paths/",
    "/guide/resources/",
)


def ask_again(client: Client, page: str, etag: str) -> int:
    return client.get(page, headers={"If-None-Match": etag}).status_code


@pytest.mark.parametrize("page", PAGES)
def test_what_is_unchanged_is_not_sent_again(client: Client, page: str) -> None:
    first = client.get(page)
    client.cookies[TIME_ZONE_COOKIE] = "Europe/Berlin"
    with CaptureQueriesContext(connection) as queries:
        again = client.get(page, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == again["Cache-Control"] == "private, no-cache"
    assert (
        {"Accept-Encoding", "Cookie", "HX-Request"} <= set(first["Vary"].split(", ")) == set(again["Vary"].split(", "))
    )
    assert len(queries) == 1


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_made_once_and_says_the_same_to_every_visitor(page: str) -> None:
    first, second = Client().get(page), Client().get(page)
    made: list[str] = []

    def note_template(**_kwargs: object) -> None:
        made.append(page)

    template_rendered.connect(note_template)
    try:
        third = Client().get(page)
    finally:
        template_rendered.disconnect(note_template)
    assert made == []
    bodies, tokens = zip(*(cut_token(response) for response in (first, second, third)), strict=True)
    assert len(set(bodies)) == 1
    assert len(set(tokens)) == 3
    assert third.headers["Vary"] == second.headers["Vary"]


def test_the_token_of_a_kept_page_is_the_visitors_own() -> None:
    Client().get("/topics/")
    client = Client(enforce_csrf_checks=True)
    _body, token = cut_token(client.get("/topics/"))
    sent = client.post("/assessment/rating/", {"optimization": 4}, headers={"X-CSRFToken": token})
    assert sent.status_code in (200, 204, 302)
    other = Client(enforce_csrf_checks=True)
    other.get("/topics/")
    assert other.post("/assessment/rating/", {"optimization": 4}, headers={"X-CSRFToken": token}).status_code == 403


def test_a_kept_page_is_for_its_own_address_alone(client: Client, owner: Client) -> None:
    assert "Log in" in client.get("/topics/").content.decode()
    assert "Log in" in client.get("/topics/?starred=1").content.decode()
    assert 'href="/notes/"' not in client.get("/topics/").content.decode()
    assert 'href="/notes/"' in owner.get("/topics/").content.decode()
    with override_settings(REPORT_URL="https://report.example.org/?{title}"):
        assert "report.example.org" in client.get("/topics/optimization/").content.decode()
    assert "report.example.org" not in client.get("/topics/optimization/").content.decode()


def cut_token(response: HttpResponseBase) -> tuple[str, str]:
    """The page without the token of its forms, and the token."""
    assert isinstance(response, HttpResponse)
    body = response.content.decode()
    token = re.search(r'"X-CSRFToken": "(\w{64})"', body)
    assert token
    return body.replace(token[1], ""), token[1]


def test_forms_of_a_kept_page_still_work(client: Client) -> None:
    """Its token is of the secret that the page's version holds."""
    etag = client.get("/topics/optimization/")["ETag"]
    assert ask_again(client, "/topics/optimization/", etag) == 304
    assert ask_again(Client(), "/topics/optimization/", etag) == 200


def test_other_content_is_sent(client: Client) -> None:
    etag = client.get("/topics/")["ETag"]
    ContentVersion.objects.update(digest="another")
    assert ask_again(client, "/topics/", etag) == 200


def test_pages_that_other_code_makes_are_sent(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    etag = client.get("/topics/")["ETag"]
    monkeypatch.setattr(conditional, "code_version", lambda: "another")
    assert ask_again(client, "/topics/", etag) == 200


def test_the_version_of_the_code_knows_where_mistakes_are_reported() -> None:
    before = conditional.code_version()
    conditional.code_version.cache_clear()
    with override_settings(REPORT_URL="https://example.org/{title}"):
        assert conditional.code_version() != before
    conditional.code_version.cache_clear()
    assert conditional.code_version() == before


def test_whoever_has_told_us_something_gets_the_page(client: Client, owner: Client) -> None:
    etag = client.get("/topics/")["ETag"]
    client.post("/assessment/rating/", {"optimization": 4})
    response = client.get("/topics/", headers={"If-None-Match": etag})
    assert "Level 4 of 5" in response.content.decode()
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in owner.get("/topics/").headers


def test_a_message_is_not_missed(client: Client) -> None:
    client.get("/result/")
    assert "Rate every topic first" in client.get("/topics/").content.decode()


def test_cookies_of_other_apps_on_the_machine_tell_nothing(client: Client) -> None:
    etag = client.get("/topics/")["ETag"]
    client.cookies["sessionid"] = "another-apps"
    assert ask_again(client, "/topics/", etag) == 304


def test_what_is_not_there_has_no_version(client: Client) -> None:
    assert "ETag" not in client.get("/topics/astrology/").headers


@override_settings(DEBUG=True)
def test_while_the_app_is_worked_on_every_page_is_sent(client: Client) -> None:
    assert "ETag" not in client.get("/topics/").headers
