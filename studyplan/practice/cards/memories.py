"""Stored memories as tuples with the user's days: a page reads hundreds of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from studyplan.accounts.models import User
from studyplan.catalog.models import Card, Topic
from studyplan.practice.cards.fsrs import Memory
from studyplan.practice.models import CardMemory, OwnCard
from studyplan.ui import clock

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MEMORY_COLUMNS = (
    "state",
    "card_id",
    "own_id",
    "step",
    "stability",
    "difficulty",
    "due_at",
    "due_on",
    "reviewed_at",
    "lapses",
    "is_set_aside",
)
"""The first is never empty."""

LEECH_LAPSES = 4
"""Forgotten so often once it had been learned, a card costs more time than a better one or a second look would."""

SETTLED = 21
"""Days of stability from which on a card that was hard once is so no more."""


class StoredMemory(NamedTuple):
    """A card's memory and when the card comes; ``due_day``: the user's day of ``due_at``.

    ``card`` is its number (``deck.number_of``).
    """

    card: int
    memory: Memory
    due_at: datetime
    due_day: date
    due_on: date
    reviewed_at: datetime | None
    lapses: int
    is_set_aside: bool

    @property
    def version(self) -> int:
        """Tells this state of the card from a later one; 0 before the first review."""
        return number_moment(self.reviewed_at)

    @property
    def is_leech(self) -> bool:
        """Whether the card is forgotten again and again."""
        return self.lapses >= LEECH_LAPSES and (self.memory.stability or 0) < SETTLED

    @property
    def is_known(self) -> bool:
        """Whether it has been learned, and not been forgotten since."""
        return self.memory.state == CardMemory.State.REVIEW and self.memory.reviewed_on is not None


def make_memories(rows: Iterable[tuple[Any, ...]]) -> Iterator[StoredMemory]:
    """Memories from rows of ``MEMORY_COLUMNS``."""
    day_of = clock.day_finder()
    for state, card, own, step, stability, difficulty, due_at, due_on, reviewed_at, lapses, is_set_aside in rows:
        reviewed_on = day_of(reviewed_at) if reviewed_at else None
        memory = Memory(state, step, stability, difficulty, reviewed_on)
        number = -own if card is None else card
        yield StoredMemory(
            number, memory, due_at, day_of(due_at), due_on, reviewed_at, lapses, is_set_aside=is_set_aside
        )


def memories_of(user: User, topic: Topic | None = None) -> list[StoredMemory]:
    """Of one topic's given cards or of all cards, those that the content has retired, too."""
    memories = user.card_memories.filter(card__topic=topic) if topic else user.card_memories
    return list(make_memories(memories.values_list(*MEMORY_COLUMNS)))


def subject_of(card: Card | OwnCard) -> dict[str, Card | OwnCard]:
    """The column that names the card in a memory or a review."""
    return {"card": card} if isinstance(card, Card) else {"own": card}


def memory_version(user: User, card: Card | OwnCard) -> int:
    """The ``version`` of the user's memory of one card."""
    memory = user.card_memories.filter(**subject_of(card))
    return number_moment(memory.values_list("reviewed_at", flat=True).first())


def number_moment(moment: datetime | None) -> int:
    """Microseconds since 1970; 0 for none."""
    return (moment - EPOCH) // timedelta(microseconds=1) if moment else 0
