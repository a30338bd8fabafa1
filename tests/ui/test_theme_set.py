"""The theme: kept in the browser that chose it, without a script."""

from __future__ import annotations

import pytest
from django.test import Client

from studyplan.ui.nav import THEME_COOKIE

pytestmark = pytest.mark.django_db


def test_a_theme_is_kept_and_given_up(client: Client) -> None:
    response = client.post("/theme/", {"theme": "dark", "next": "/privacy/"})
    assert (response.status_code, response.headers["Location"]) == (302, "/privacy/")
    assert client.cookies[THEME_COOKIE]["samesite"] == "Lax"
    assert '<html lang="en" data-theme="dark">' in client.get("/privacy/").content.decode()
    client.post("/theme/", {"theme": "system"})
    assert '<html lang="en">' in client.get("/privacy/").content.decode()


def test_a_page_that_was_kept_is_not_shown_in_the_theme_before(client: Client) -> None:
    client.get("/topics/")
    kept = client.get("/topics/").headers["ETag"]
    client.post("/theme/", {"theme": "dark"})
    response = client.get("/topics/", headers={"If-None-Match": kept})
    assert response.status_code == 200
    assert 'data-theme="dark"' in response.content.decode()


@pytest.mark.parametrize("theme", ["", "pink", "dark;"])
def test_no_other_theme_is_kept(client: Client, theme: str) -> None:
    response = client.post("/theme/", {"theme": theme})
    assert response.status_code == 422
    assert "Choose one of the themes." in response.content.decode()
    assert THEME_COOKIE not in response.cookies


def test_it_leads_to_no_other_site(client: Client) -> None:
    response = client.post("/theme/", {"theme": "dark", "next": "https://example.org/"})
    assert response.headers["Location"] == "/more/"
