"""The forecast: how likely each reviewed card is to be recalled on a day."""

from __future__ import annotations

from datetime import date

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.practice.cards.deck import deck
from studyplan.practice.cards.fsrs import recall_chance
from studyplan.practice.cards.memories import memories_of


def recall_on(user: User, day: date) -> dict[str, list[tuple[Card, float]]]:
    """Slug of the topic → its cards that ``user`` has reviewed, each with its retrievability (0 to 1) on ``day``.

    The weakest come first.
    """
    by_topic: dict[str, list[tuple[Card, float]]] = {}
    texts = deck()
    for stored in memories_of(user):
        share = recall_chance(stored.memory, day)
        if share is not None and stored.card in texts:
            card = texts[stored.card].card
            by_topic.setdefault(card.topic.slug, []).append((card, share))
    for cards in by_topic.values():
        cards.sort(key=lambda pair: (pair[1], pair[0].position))
    return by_topic
