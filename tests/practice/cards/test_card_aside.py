"""Setting a card aside, and bringing it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.goals.services import goal_of
from studyplan.practice.cards.deck import deck
from studyplan.practice.cards.memories import memory_version
from studyplan.practice.cards.queue import due_today
from studyplan.practice.cards.services import StaleCardError, give_grade
from tests.factories import NOW
from tests.practice.cards.helpers import DAY, GOOD, TODAY, asked
from tests.practice.factories import a_card, make_memory

URL = "/practice/cards/aside/"
CARDS = "/practice/cards/"


@pytest.fixture(autouse=True)
def known(ada: User, freeze: Callable[[datetime], None]) -> None:
    """One card, which is due."""
    freeze(NOW)
    make_memory(ada, reviewed_at=NOW - 10 * DAY)


def key() -> str:
    return deck()[a_card().pk].key


def test_its_address() -> None:
    assert reverse("practice:card_aside") == URL


def test_it_comes_no_more_until_it_is_brought_back(owner: Client, ada: User) -> None:
    before = ada.card_memories.values().get()
    response = owner.post(URL, {"card": key(), "aside": 1, "topic": "loss-functions"})
    assert asked(ada) == []
    assert due_today(ada, goal_of(ada), TODAY).count == 0
    page = owner.get(response["Location"]).content.decode()
    assert "The card is set aside." in page
    assert re.search(rf'name="card" value="{key()}"', page)
    owner.post(URL, {"card": key(), "aside": 0})
    assert ada.card_memories.values().get() == before
    assert asked(ada) == [a_card()]
    assert "The card is set aside." not in owner.get(response["Location"]).content.decode(), "That was before."


def test_twice_is_once(owner: Client, ada: User) -> None:
    for _click in range(2):
        assert owner.post(URL, {"card": key(), "aside": 1}).status_code == 302
    assert ada.card_memories.get().is_set_aside


def test_the_list_of_cards_leads_back_to_itself(owner: Client, ada: User) -> None:
    there = "/practice/cards/all/"
    assert owner.post(URL, {"card": key(), "aside": 1, "next": there})["Location"] == there
    page = owner.get(there).content.decode()
    assert "Bring it back" in page
    assert owner.post(URL, {"card": key(), "aside": 0, "next": "https://elsewhere.example/"})["Location"] == CARDS


def test_a_grade_from_another_window_does_not_bring_it_back(owner: Client, ada: User) -> None:
    seen = memory_version(ada, a_card())
    owner.post(URL, {"card": key(), "aside": 1})
    with pytest.raises(StaleCardError):
        give_grade(ada, a_card(), GOOD, seen=seen, now=NOW + timedelta(minutes=1), today=TODAY)


def test_what_never_came_cannot_be_set_aside(owner: Client, ada: User) -> None:
    new = deck()[a_card(number=1).pk].key
    answer = owner.post(URL, {"card": new, "aside": 1}, follow=True)
    assert "Only a card that you have reviewed can be set aside." in answer.content.decode()
    assert ada.card_memories.count() == 1


@pytest.mark.parametrize("sent", [{}, {"card": "x/y", "aside": 1}, {"card": "", "aside": 1}, {"aside": "2"}])
def test_nonsense_is_refused(owner: Client, ada: User, sent: dict[str, object]) -> None:
    answer = owner.post(URL, {"card": key()} | sent)
    assert answer.status_code == 422
    assert not ada.card_memories.get().is_set_aside


@pytest.mark.rows
def test_an_address_that_names_no_card_is_the_page(owner: Client) -> None:
    for key in ("x/y", "own:x", "%00/x"):
        assert owner.get(f"{CARDS}?aside={key}").status_code == 200


def test_a_stranger_sets_nothing_aside(stranger: Client, ada: User) -> None:
    stranger.post(URL, {"card": key(), "aside": 1})
    assert not ada.card_memories.get().is_set_aside
