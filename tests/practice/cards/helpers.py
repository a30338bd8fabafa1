"""What the tests of cards do to a user's cards, and ask of them."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.goals.services import goal_of
from studyplan.portability.services import export_account
from studyplan.practice.cards.memories import memories_of, memory_version
from studyplan.practice.cards.queue import build_session
from studyplan.practice.cards.services import give_grade
from studyplan.practice.cards.state import load_card_state
from studyplan.practice.models import CardMemory, OwnCard, PracticeSettings, Review
from tests.factories import NOW

TODAY = NOW.date()
DAY = timedelta(days=1)
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


def grade(user: User, card: Card | OwnCard, given: int, at: datetime = NOW, seconds: int | None = None) -> Review:
    """Grade the card as it is."""
    shown_at = None if seconds is None else at - timedelta(seconds=seconds)
    return give_grade(user, card, given, seen=memory_version(user, card), now=at, today=at.date(), shown_at=shown_at)


def asked(user: User, at: datetime = NOW, extra_batches: int = 0) -> list[Any]:
    return [queued.text.card for queued in build_session(user, at, at.date(), extra_batches).queue]


def memory_of(user: User, card: Card) -> CardMemory:
    return user.card_memories.get(card=card)


def comes_on(user: User, today: date) -> date | None:
    """The day on which the user's only card comes."""
    [stored] = memories_of(user)
    return load_card_state(user, goal_of(user), today).comes_on(stored)


def everything(user: User) -> str:
    """All that is stored of a user, and of cards what no export has too."""
    stored = [list(rows.order_by("pk").values()) for rows in (user.card_memories.all(), user.card_reviews.all())]
    return json.dumps([export_account(user, NOW), stored], default=repr)


def flashcards(count: int, topic: str = "loss-functions") -> list[Card]:
    return list(Card.objects.current().select_related("topic").filter(topic__slug=topic, kind="flashcard")[:count])


def limit(user: User, minutes: int | None, new_cards: int = 20) -> None:
    PracticeSettings.objects.update_or_create(user=user, defaults={"card_minutes": minutes, "new_cards": new_cards})


def in_days(number: int | None) -> date | None:
    return None if number is None else TODAY + DAY * number
