"""The seam to FSRS: the only module that knows the ``fsrs`` package.

FSRS counts the time between two reviews in blocks of 24 hours: from nine in the evening to eight in the morning is no
day for it, nor is a day of 23 hours. Here a day is the user's date, so it is handed noon of that date for every review.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import fsrs

from studyplan.practice.models import CardMemory
from studyplan.ui import clock

RETENTION = 0.9
"""The share of cards to be recalled when they come again: FSRS's default. Stability is defined at it, and below it the
minutes saved are soon spent on learning again what was forgotten."""

SCHEDULER = fsrs.Scheduler(desired_retention=RETENTION, enable_fuzzing=False)


@dataclass(frozen=True, slots=True)
class Memory:
    """The state of a memory in FSRS; ``reviewed_on`` is the user's day of the last review, ``None`` before any."""

    state: int = CardMemory.State.LEARNING
    step: int | None = 0
    stability: float | None = None
    difficulty: float | None = None
    reviewed_on: date | None = None


NEW = Memory()


def read_memory(memory: CardMemory | None) -> Memory:
    """A stored memory, as FSRS sees it; days are those of the active time zone."""
    if memory is None:
        return NEW
    return Memory(
        memory.state,
        memory.step,
        memory.stability,
        memory.difficulty,
        clock.day_of(memory.reviewed_at) if memory.reviewed_at else None,
    )


def review(before: Memory, grade: int, on: date) -> tuple[Memory, timedelta]:
    """The memory after a review on a day, graded 1 (again) to 4 (easy), and how long FSRS waits for the next.

    That is some minutes while a card is being learned, and whole days otherwise.
    """
    card, _log = SCHEDULER.review_card(_card(before), fsrs.Rating(grade), _noon(on))
    return Memory(int(card.state), card.step, card.stability, card.difficulty, on), card.due - _noon(on)


def recall_chance(memory: Memory, on: date) -> float | None:
    """How likely the card is recalled on a day, from 0 to 1; ``None`` where nobody ever tried."""
    if memory.reviewed_on is None:
        return None
    return float(SCHEDULER.get_card_retrievability(_card(memory), _noon(on)))


def _card(memory: Memory) -> fsrs.Card:
    last = memory.reviewed_on
    return fsrs.Card(
        card_id=0,  # without one, it sleeps to make one up
        state=fsrs.State(memory.state),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_noon(last) if last else datetime.min.replace(tzinfo=UTC),
        last_review=_noon(last) if last else None,
    )


def _noon(on: date) -> datetime:
    return datetime.combine(on, time(12), tzinfo=UTC)
