"""More: everything that the menu has no room for."""

from __future__ import annotations

import pytest
from django.test import Client

from studyplan.accounts.models import User
from tests.ui.test_components import Page

pytestmark = pytest.mark.django_db


def links(client: Client) -> set[str | None]:
    return {link["href"] for link in Page(client.get("/more/").content.decode()).all("a")}


def test_everything_of_a_learner_is_one_page_away(client: Client, ada: User) -> None:
    client.force_login(ada)
    mine = {"/progress/", "/map/", "/guide/", "/cheat-sheet/", "/practice/problems/", "/practice/readiness/"}
    mine |= {"/practice/history/", "/notes/", "/find/", "/account/", "/plan/goal/", "/plan/interviews/", "/privacy/"}
    assert mine <= links(client)
    assert "/accounts/login/" not in links(client)


def test_logging_out_is_a_form(client: Client, ada: User) -> None:
    client.force_login(ada)
    page = Page(client.get("/more/").content.decode())
    assert "/accounts/logout/" in [form.get("action") for form in page.all("form")]


def test_a_visitor_sees_what_needs_no_account(client: Client) -> None:
    assert {"/map/", "/assessment/", "/accounts/login/", "/accounts/signup/"} <= links(client)
    assert not {"/progress/", "/account/", "/notes/"} & links(client)
    assert "Log out" not in client.get("/more/").content.decode()
