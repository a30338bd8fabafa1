"""Today's cards as one page, to be graded without a connection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from studyplan.accounts.models import User
from studyplan.practice.cards.deck import CardText
from studyplan.practice.cards.page import TWO_BUTTONS, Grade
from studyplan.practice.cards.queue import build_session


@dataclass(frozen=True, slots=True)
class OfflineCard:
    """``seen`` goes back with the grade: the state of the card, so that no grade counts twice."""

    text: CardText
    is_new: bool
    seen: int


@dataclass(frozen=True, slots=True)
class OfflineCards:
    """``grades``: the key and the grade of each button."""

    cards: tuple[OfflineCard, ...]
    grades: tuple[tuple[int, Grade], ...]


def list_offline_cards(user: User, now: datetime, today: date) -> OfflineCards:
    session = build_session(user, now, today)
    cards = (
        OfflineCard(card.text, card.memory is None, card.memory.version if card.memory else 0) for card in session.queue
    )
    grades = TWO_BUTTONS if session.settings.has_two_buttons else tuple(Grade)
    return OfflineCards(tuple(cards), tuple(enumerate(grades, start=1)))
