"""Whose page an answer is, what a browser forgets, and the requests of the service worker itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from pytest_django import Settings

from studyplan.accounts.device import account_key
from studyplan.accounts.models import User
from studyplan.progress.services import ticks_of
from studyplan.ui.nav import THEME_COOKIE
from tests.factories import NOW, make_assessment, make_goal, make_plan

pytestmark = pytest.mark.django_db
TICK = {"task": "read:optimization", "done": "1"}


def meant_for(user: User) -> dict[str, str]:
    return {"Studyplan-Account": account_key(user)}


def test_a_page_says_whose_it_is(ada: User, owner: Client, stranger: Client, client: Client) -> None:
    keys = {browser.get("/topics/").headers["Studyplan-Account"] for browser in (owner, stranger, client)}
    assert keys == {account_key(ada), "none"} | {stranger.get("/").headers["Studyplan-Account"]}
    assert len(keys) == 3
    assert f'data-account="{account_key(ada)}"' in owner.get("/").content.decode()
    assert "data-account" not in client.get("/").content.decode()


def test_what_is_no_page_says_nothing(owner: Client) -> None:
    assert "Studyplan-Account" not in owner.get("/manifest.webmanifest").headers


def test_the_key_says_nothing_about_the_account(ada: User, settings: Settings) -> None:
    key = account_key(ada)
    assert len(key) == 16
    settings.SECRET_KEY = "another"
    assert account_key(ada) != key


def test_there_is_no_key_while_the_app_is_worked_on(ada: User, settings: Settings) -> None:
    settings.DEBUG = True
    assert not account_key(ada)


def test_leaving_an_account_empties_its_browser_but_for_cookies(owner: Client) -> None:
    owner.cookies[THEME_COOKIE] = "dark"
    response = owner.post("/accounts/logout/")
    assert response.headers["Clear-Site-Data"] == '"storage"'
    assert THEME_COOKIE not in response.cookies
    assert "Clear-Site-Data" not in owner.get("/").headers


def test_deleting_the_account_empties_its_browser(ada: User, owner: Client) -> None:
    ada.set_unusable_password()
    ada.save()
    owner.force_login(ada)
    response = owner.post("/account/delete/", {"confirm": "1", "email": ada.email})
    assert not User.objects.filter(pk=ada.pk).exists()
    assert response.headers["Clear-Site-Data"] == '"storage"'


def test_coming_into_an_account_empties_nothing(ada: User, client: Client) -> None:
    ada.set_password("a long password")
    ada.save()
    response = client.post("/accounts/login/", {"login": ada.email, "password": "a long password"})
    assert response.status_code == 302
    assert "Clear-Site-Data" not in response.headers


def test_a_change_that_was_kept_is_made_and_answered_without_a_redirect(ada: User, owner: Client) -> None:
    response = owner.post("/progress/", TICK, headers=meant_for(ada))
    assert (response.status_code, response.content) == (204, b"")
    assert "Location" not in response.headers
    assert ticks_of(ada).is_done("read:optimization")


def test_a_change_that_will_never_do_is_refused_as_always(ada: User, owner: Client) -> None:
    assert owner.post("/progress/", {"task": "nonsense"}, headers=meant_for(ada)).status_code == 422


@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_request_for_another_account_is_refused(
    ada: User, grace: User, stranger: Client, client: Client, verb: str
) -> None:
    for browser in (stranger, client):
        response = browser.generic(verb.upper(), "/progress/", headers=meant_for(ada))
        assert response.status_code == 401
        assert browser.post("/progress/", TICK, headers=meant_for(ada)).status_code == 401
    assert not ticks_of(ada).is_done("read:optimization")
    assert not ticks_of(grace).is_done("read:optimization")


def test_a_page_fetched_ahead_leaves_messages_to_the_page_that_is_looked_at(ada: User, owner: Client) -> None:
    saved = "Saved."
    owner.post("/practice/cards/settings/", {"card_minutes": "", "new_cards": "20"})
    assert saved not in owner.get("/practice/cards/", headers=meant_for(ada)).content.decode()
    assert saved in owner.get("/practice/cards/").content.decode()
    assert saved not in owner.get("/practice/cards/").content.decode()


def test_a_grade_sent_twice_counts_once(ada: User, owner: Client, freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)
    make_assessment(ada)
    make_goal(ada)
    make_plan(ada)
    grade = {"card": "optimization/gradient-descent", "grade": "3", "seen": "0"}
    page = owner.get("/offline/cards/").context["page"]
    grade["card"] = page.cards[0].text.key
    for _time in range(2):
        assert owner.post("/practice/cards/", grade, headers=meant_for(ada)).status_code == 204
    assert ada.card_reviews.count() == 1
