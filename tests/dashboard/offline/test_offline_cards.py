"""``/offline/cards/``: all cards of today at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.practice.cards.queue import build_session
from studyplan.practice.models import PracticeSettings
from tests.factories import NOW, make_assessment, make_goal
from tests.practice.factories import a_card, make_memory

pytestmark = pytest.mark.django_db
PAGE = "/offline/cards/"


@pytest.fixture(autouse=True)
def known(ada: User, freeze: Callable[[datetime], None]) -> None:
    """One card that is due, among new ones."""
    freeze(NOW)
    make_assessment(ada)
    make_goal(ada, on=NOW.date() + timedelta(days=14))
    make_memory(ada, a_card("loss-functions", 0), reviewed_at=NOW - timedelta(days=10), stability=2.0)


def test_it_holds_todays_cards_in_their_order(ada: User, owner: Client) -> None:
    html = owner.get(PAGE).content.decode()
    keys = [queued.text.key for queued in build_session(ada, NOW, NOW.date()).queue]
    assert len(keys) > 1
    assert re.findall(r'data-card="([^"]+)"', html) == keys
    assert f"{len(keys)} cards left" in html


def test_a_grade_from_it_counts(ada: User, owner: Client) -> None:
    known = next(card for card in owner.get(PAGE).context["page"].cards if not card.is_new)
    assert known.seen
    for seen, reviews in ((known.seen + 1, 0), (known.seen, 1), (known.seen, 1)):
        owner.post("/practice/cards/", {"card": known.text.key, "grade": "3", "seen": str(seen)})
        assert ada.card_reviews.count() == reviews


def test_it_offers_the_grades_that_the_user_wants(ada: User, owner: Client) -> None:
    assert len(owner.get(PAGE).context["page"].grades) == 4
    PracticeSettings.objects.create(user=ada, has_two_buttons=True)
    assert len(owner.get(PAGE).context["page"].grades) == 2


def test_there_may_be_none(stranger: Client) -> None:
    html = stranger.get(PAGE).content.decode()
    assert "No card is left on this device." in html
    assert "data-card=" not in html
