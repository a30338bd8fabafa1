"""A visitor's browser gets a page again only where it has changed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

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
    client.cookies["time_zone"] = "Europe/Berlin"
    with CaptureQueriesContext(connection) as queries:
        again = client.get(page, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == again["Cache-Control"] == "private, no-cache"
    assert (
        {"Accept-Encoding", "Cookie", "HX-Request"} <= set(first["Vary"].split(", ")) == set(again["Vary"].split(", "))
    )
    assert len(queries) == 1


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
    assert "ETag" not in owner.get("/topics/").headers


def test_a_message_is_not_missed(client: Client) -> None:
    client.get("/result/")
    assert "Rate every topic first" in client.get("/topics/").content.decode()


def test_what_is_not_there_has_no_version(client: Client) -> None:
    assert "ETag" not in client.get("/topics/astrology/").headers


@override_settings(DEBUG=True)
def test_while_the_app_is_worked_on_every_page_is_sent(client: Client) -> None:
    assert "ETag" not in client.get("/topics/").headers
