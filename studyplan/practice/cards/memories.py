"""Stored memories as tuples with the user's days: a page reads hundreds of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from studyplan.accounts.models import User
from studyplan.catalog.models import Card, Topic
from studyplan.practice.cards.fsrs import Memory
from studyplan.ui import clock

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MEMORY_COLUMNS = ("card_id", "state", "step", "stability", "difficulty", "due_at", "due_on", "reviewed_at")


class StoredMemory(NamedTuple):
    """A card's memory and when the card comes; ``due_day``: the user's day of ``due_at``."""

    card: int
    memory: Memory
    due_at: datetime
    due_day: date
    due_on: date
    reviewed_at: datetime | None

    @property
    def version(self) -> int:
        """Tells this state of the card from a later one; 0 before the first review."""
        return number_moment(self.reviewed_at)


def make_memories(rows: Iterable[tuple[Any, ...]]) -> Iterator[StoredMemory]:
    """Memories from rows of ``MEMORY_COLUMNS``."""
    day_of = clock.day_finder()
    for card, state, step, stability, difficulty, due_at, due_on, reviewed_at in rows:
        reviewed_on = day_of(reviewed_at) if reviewed_at else None
        memory = Memory(state, step, stability, difficulty, reviewed_on)
        yield StoredMemory(card, memory, due_at, day_of(due_at), due_on, reviewed_at)


def memories_of(user: User, topic: Topic | None = None) -> list[StoredMemory]:
    """Of one topic's cards or of all, those that the content has retired, too."""
    memories = user.card_memories.filter(card__topic=topic) if topic else user.card_memories
    return list(make_memories(memories.values_list(*MEMORY_COLUMNS)))


def memory_version(user: User, card: Card) -> int:
    """The ``version`` of the user's memory of one card."""
    return number_moment(user.card_memories.filter(card=card).values_list("reviewed_at", flat=True).first())


def number_moment(moment: datetime | None) -> int:
    """Microseconds since 1970; 0 for none."""
    return (moment - EPOCH) // timedelta(microseconds=1) if moment else 0
