"""The seam to FSRS: the only module that knows the ``fsrs`` package.

FSRS counts the time between two reviews in blocks of 24 hours: from nine in the evening to eight in the morning is no
day for it, nor is a day of 23 hours. Here a day is the user's date, so it is handed noon of that date for every review.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

import fsrs

from studyplan.practice.models import CardMemory

RETENTION = 0.9
"""The share of cards to be recalled when they come again: FSRS's default. Stability is defined at it, and below it the
minutes saved are soon spent on learning again what was forgotten."""

SCHEDULER = fsrs.Scheduler(desired_retention=RETENTION, enable_fuzzing=False)
DECAY = -SCHEDULER.parameters[20]
FACTOR = 0.9 ** (1 / DECAY) - 1
"""The curve of forgetting: by them recall falls to 90 % after as many days as the stability has."""


class Memory(NamedTuple):
    """The state of a memory in FSRS; ``reviewed_on`` is the user's day of the last review, ``None`` before any.

    A tuple, as a page reads hundreds of them.
    """

    state: int = CardMemory.State.LEARNING
    step: int | None = 0
    stability: float | None = None
    difficulty: float | None = None
    reviewed_on: date | None = None


NEW = Memory()


def review(before: Memory, grade: int, on: date) -> tuple[Memory, timedelta]:
    """The memory after a review on a day, graded 1 (again) to 4 (easy), and how long FSRS waits for the next.

    That is some minutes while a card is being learned, and whole days otherwise.
    """
    card, _log = SCHEDULER.review_card(_card(before), fsrs.Rating(grade), _noon(on))
    return Memory(int(card.state), card.step, card.stability, card.difficulty, on), card.due - _noon(on)


def recall_chance(memory: Memory, on: date) -> float | None:
    """How likely the card is recalled on a day, from 0 to 1; ``None`` where nobody ever tried."""
    if memory.reviewed_on is None or memory.stability is None:
        return None
    # As the package has it, which makes a card and two moments for each: a page asks for hundreds.
    days = max(0, (on - memory.reviewed_on).days)
    return float((1 + FACTOR * days / memory.stability) ** DECAY)


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
