"""What was missed comes back as cards, tomorrow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.practice.cards import miss
from studyplan.practice.models import Attempt

NEW_CARDS = 2
"""So many of a topic's flashcards come for a question that has no card of its own."""


def come_back(user: User, missed: Iterable[Attempt], today: date) -> None:
    """A rapid-fire question comes as its card; for others their topic's first flashcards that are not known yet."""
    others = set()
    for attempt in missed:
        card = None
        if attempt.kind == Attempt.Kind.RAPID_FIRE:
            card = Card.objects.current().filter(topic=attempt.topic_id, slug=attempt.slug).first()
        if card:
            miss(user, card, today)
        else:
            others.add(attempt.topic_id)
    for topic in sorted(others):
        for card in _first_new(user, topic):
            miss(user, card, today)


def _first_new(user: User, topic: int) -> list[Card]:
    known = user.card_memories.values("card")
    flashcards = Card.objects.current().filter(topic=topic, kind=Card.Kind.FLASHCARD)
    return list(flashcards.exclude(pk__in=known).order_by("position")[:NEW_CARDS])
