"""The forecast: what comes on the next days, and how well cards were remembered."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.goals.services import goal_of
from studyplan.practice.cards.forecast import RecallShare, draw_days, forecast_page, recall_shares
from studyplan.practice.cards.fsrs import recall_chance
from studyplan.practice.cards.memories import memories_of
from studyplan.practice.models import Review
from tests.factories import NOW, make_goal
from tests.practice.cards.helpers import AGAIN, DAY, GOOD, TODAY, flashcards, grade, limit
from tests.practice.factories import a_card, make_memory

URL = "/practice/cards/forecast/"


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    freeze(NOW)


def counts_of(user: User, asked: str = "") -> list[int]:
    return [day.count for day in forecast_page(user, goal_of(user), TODAY, asked).days]


def text_at(client: Client, url: str = URL) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(url).content.decode()))


def test_its_address() -> None:
    assert reverse("practice:card_forecast") == URL


def test_it_counts_what_comes_on_each_day(owner: Client, ada: User) -> None:
    for number, days in enumerate((0, 1, 1, 5, 20)):
        make_memory(ada, a_card(number=number), due_on=TODAY + days * DAY, due_at=NOW + days * DAY)
    assert counts_of(ada) == [1, 2, 0, 0, 0, 1, *[0] * 8]
    assert sum(counts_of(ada, "30")) == 5
    assert len(counts_of(ada, "99")) == 14
    page = text_at(owner)
    assert re.search(r"Tue, Mar 3 2 \d ", page)
    assert "Show 30 days" in page
    assert "Show 14 days" in text_at(owner, f"{URL}?days=30")


def test_what_has_waited_is_spread_over_the_days(ada: User) -> None:
    limit(ada, 5)
    cards = [*flashcards(14), *flashcards(14, "optimization"), *flashcards(14, "regularization")]
    for card in cards:
        make_memory(ada, card, due_on=TODAY - 9 * DAY, due_at=NOW - 9 * DAY, reviewed_at=NOW - 20 * DAY)
    assert counts_of(ada)[:4] == [20, 20, 2, 0]


def test_what_is_set_aside_does_not_come(owner: Client, ada: User) -> None:
    make_memory(ada, is_set_aside=True)
    page = forecast_page(ada, goal_of(ada), TODAY)
    assert (page.cards, page.aside, page.known) == (0, 1, 0)
    assert "No cards come in these days." in text_at(owner)


def test_the_highest_bar_fills_the_picture(ada: User) -> None:
    for number in range(3):
        make_memory(ada, a_card(number=number), due_on=TODAY + DAY, due_at=NOW + DAY)
    chart = forecast_page(ada, goal_of(ada), TODAY).chart
    assert chart.most == 3
    assert chart.bars.count("z") == 1
    assert f"v-{chart.bottom - chart.top}" in chart.bars
    assert [label.on for label in chart.labels] == [TODAY + DAY * number for number in range(0, 14, 3)]
    assert draw_days(forecast_page(ada, goal_of(ada), TODAY, "30").days).labels[-1].on == TODAY + 24 * DAY


def test_only_cards_that_had_been_learned_tell_how_much_is_kept(owner: Client, ada: User) -> None:
    grade(ada, a_card(number=3), AGAIN)
    assert recall_shares(ada, TODAY) == (RecallShare(0, 0), RecallShare(0, 0))
    assert "Come back in a few days." in text_at(owner)
    for number, (given, days) in enumerate([(GOOD, 40), (GOOD, 10), (AGAIN, 2)]):
        make_memory(ada, a_card(number=number), reviewed_at=NOW - 60 * DAY)
        grade(ada, a_card(number=number), given, NOW - days * DAY)
    assert recall_shares(ada, TODAY) == (RecallShare(1, 2), RecallShare(2, 3))
    page = text_at(owner)
    assert "In the last 30 days you recalled 1 of 2 learned cards that came again: 50%." in page
    assert "Since you began: 2 of 3, 67%." in page


def test_it_says_what_would_be_left_on_the_day_of_the_interview(owner: Client, ada: User) -> None:
    make_memory(ada, stability=5.0, reviewed_at=NOW - 10 * DAY)
    assert forecast_page(ada, goal_of(ada), TODAY).interview is None
    make_goal(ada, on=TODAY + 20 * DAY)
    forecast = forecast_page(ada, goal_of(ada), TODAY).interview
    [stored] = memories_of(ada)
    chance = recall_chance(stored.memory, TODAY + 20 * DAY)
    assert forecast
    assert chance
    assert (forecast.on, forecast.recalled, forecast.cards) == (TODAY + 20 * DAY, round(chance), 1)
    assert "On the day of the interview, Sunday, March 22, you would recall about 1 of 1 card" in text_at(owner)


def test_a_new_account_has_an_empty_picture(owner: Client) -> None:
    assert "No cards come in these days." in text_at(owner)
    assert not Review.objects.exists()
