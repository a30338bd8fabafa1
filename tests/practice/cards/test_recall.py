"""Expected recall of cards on a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from studyplan.accounts.models import User
from studyplan.catalog.models import ContentVersion
from studyplan.practice.cards.deck import deck
from studyplan.practice.cards.recall import recall_on
from tests.factories import NOW
from tests.practice.factories import a_card, make_memory

pytestmark = pytest.mark.django_db
LF = "loss-functions"
DAY = timedelta(days=1)


def test_of_a_card_it_is_nine_tenths_when_its_stability_has_passed(ada: User) -> None:
    """That is what stability means."""
    make_memory(ada, stability=30.0)
    [(card_text, share)] = recall_on(ada, NOW.date() + 30 * DAY)[LF]
    assert card_text.card == a_card()
    assert share == pytest.approx(0.9)
    assert recall_on(ada, NOW.date())[LF][0][1] == 1


def test_the_weakest_come_first_by_topic(ada: User) -> None:
    for number, stability in enumerate((9.0, 2.0, 5.0)):
        make_memory(ada, a_card(LF, number), stability=stability)
    make_memory(ada, a_card("optimization"))
    recalls = recall_on(ada, NOW.date() + 10 * DAY)
    assert set(recalls) == {LF, "optimization"}
    assert [card_text.card for card_text, _share in recalls[LF]] == [a_card(LF, 1), a_card(LF, 2), a_card(LF, 0)]


def test_what_was_never_reviewed_or_is_no_longer_taught_does_not_count(ada: User, grace: User) -> None:
    make_memory(ada, reviewed_at=None, stability=None, difficulty=None)
    retired = a_card(LF, 1)
    make_memory(ada, retired)
    retired.is_retired = True
    retired.save()
    ContentVersion.objects.update(digest="without it")
    make_memory(grace, a_card(LF, 2))
    assert recall_on(ada, NOW.date()) == {}


def test_more_cards_ask_the_database_no_more(ada: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    deck()
    for number in range(3):
        make_memory(ada, a_card(LF, number))
        with django_assert_num_queries(2):  # the content's version, too
            assert len(recall_on(ada, NOW.date())[LF]) == number + 1
