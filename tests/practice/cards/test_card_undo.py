"""Taking the newest grade back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.practice.cards.memories import memory_version
from studyplan.practice.cards.services import give_grade
from studyplan.practice.models import Review
from tests.factories import NOW
from tests.practice.factories import a_card, make_memory

URL = "/practice/cards/undo/"
CARDS = "/practice/cards/"
HTMX = {"HX-Request": "true", "HX-Target": "sitting"}


@pytest.fixture
def review(ada: User, freeze: Callable[[datetime], None]) -> Review:
    """A grade, just given, to a card that was known."""
    freeze(NOW)
    make_memory(ada, reviewed_at=NOW - timedelta(days=5))
    return give_grade(ada, a_card(), 1, seen=memory_version(ada, a_card()), now=NOW, today=NOW.date())


def test_its_address() -> None:
    assert reverse("practice:card_undo") == URL


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["form", "htmx"])
def test_the_page_offers_it_and_it_brings_the_card_back(
    owner: Client, ada: User, review: Review, headers: dict[str, str]
) -> None:
    page = owner.get(CARDS).content.decode()
    assert re.search(rf'name="review" value="{review.pk}"', page)
    assert "data-undo" in page
    answer = owner.post(URL, {"review": review.pk}, headers=headers, follow=True)
    assert "Grade undone." in answer.content.decode()
    assert 'name="review"' not in answer.content.decode()
    assert not ada.card_reviews.exists()
    assert ada.card_memories.get().reviewed_at == NOW - timedelta(days=5)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["form", "htmx"])
def test_a_second_click_takes_back_nothing_more(
    owner: Client, ada: User, review: Review, headers: dict[str, str]
) -> None:
    second = give_grade(ada, a_card(number=1), 4, seen=0, now=NOW, today=NOW.date())
    owner.post(URL, {"review": second.pk}, headers=headers)
    answer = owner.post(URL, {"review": second.pk}, headers=headers, follow=True)
    assert "can no longer be undone" in answer.content.decode()
    assert list(ada.card_reviews.all()) == [review]


def test_a_stranger_takes_nothing_back(stranger: Client, ada: User, review: Review) -> None:
    stranger.post(URL, {"review": review.pk})
    assert ada.card_reviews.exists()


def test_tomorrow_it_is_settled(owner: Client, ada: User, review: Review, freeze: Callable[[datetime], None]) -> None:
    freeze(NOW + timedelta(days=1))
    assert 'name="review"' not in owner.get(CARDS).content.decode()
    owner.post(URL, {"review": review.pk})
    assert ada.card_reviews.exists()


@pytest.mark.parametrize("review_pk", ["", "0", "x", "9" * 40])
def test_nonsense_is_refused(owner: Client, ada: User, review: Review, review_pk: str) -> None:
    answer = owner.post(URL, {"review": review_pk})
    assert answer.status_code in (302, 422)
    assert ada.card_reviews.exists()
