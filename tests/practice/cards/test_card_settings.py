"""Minutes of cards a day, and which buttons."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.practice.models import PracticeSettings

URL = "/practice/cards/settings/"


def test_its_address() -> None:
    assert reverse("practice:card_settings") == URL


def test_it_shows_what_holds(owner: Client, ada: User) -> None:
    page = owner.get(URL).content.decode()
    assert 'name="card_minutes" min="5" max="120"' in page
    assert "Leave it empty to let your plan decide." in page
    assert not PracticeSettings.objects.exists()
    PracticeSettings.objects.create(user=ada, card_minutes=40, has_two_buttons=True)
    page = owner.get(URL).content.decode()
    assert 'name="card_minutes" value="40"' in page
    assert "checked" in page


def test_it_saves_and_saves_again(owner: Client, ada: User, grace: User) -> None:
    for minutes in (5, 120, 120):
        answer = owner.post(URL, {"card_minutes": minutes, "new_cards": 15, "has_two_buttons": "on"})
        assert (answer.status_code, answer["Location"]) == (302, "/practice/cards/")
        assert ada.practice_settings.card_minutes == minutes
        ada.refresh_from_db()
    owner.post(URL, {"card_minutes": 10, "new_cards": 0})
    stored = PracticeSettings.objects.get()
    assert (stored.user, stored.card_minutes, stored.new_cards, stored.has_two_buttons) == (ada, 10, 0, False)
    owner.post(URL, {"card_minutes": "", "new_cards": 100, "has_two_buttons": "on"})
    stored = PracticeSettings.objects.get()
    assert (stored.card_minutes, stored.has_two_buttons) == (None, True)


@pytest.mark.parametrize("minutes", ["4", "121", "ten", "-5", "9" * 20])
def test_what_nobody_can_mean_is_refused(owner: Client, minutes: str) -> None:
    answer = owner.post(URL, {"card_minutes": minutes, "new_cards": 20})
    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert not PracticeSettings.objects.exists()


@pytest.mark.parametrize("new_cards", ["", "101", "-1", "some"])
def test_new_cards_are_a_number_within_reason(owner: Client, new_cards: str) -> None:
    answer = owner.post(URL, {"card_minutes": 10, "new_cards": new_cards})
    assert answer.status_code == 422
    assert not PracticeSettings.objects.exists()


def test_a_visitor_logs_in_first(client: Client) -> None:
    assert client.post(URL, {"card_minutes": 10})["Location"].startswith("/accounts/login/")
