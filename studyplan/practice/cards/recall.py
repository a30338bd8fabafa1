"""The forecast: how likely each reviewed card is to be recalled on a day."""

from __future__ import annotations

from datetime import date

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.practice.cards.deck import GivenText, deck
from studyplan.practice.cards.fsrs import recall_chance
from studyplan.practice.cards.memories import memories_of


def recall_on(user: User, day: date, topic: Topic | None = None) -> dict[str, list[tuple[GivenText, float]]]:
    """Slug of the topic → its cards that ``user`` has reviewed, each with its retrievability (0 to 1) on ``day``.

    The weakest come first. Of one ``topic`` or of all.
    """
    by_topic: dict[str, list[tuple[GivenText, float]]] = {}
    texts = deck()
    for stored in memories_of(user, topic):
        share = recall_chance(stored.memory, day)
        if share is not None and stored.card in texts:
            card_text = texts[stored.card]
            by_topic.setdefault(card_text.topic, []).append((card_text, share))
    for cards in by_topic.values():
        cards.sort(key=lambda pair: (pair[1], pair[0].card.position))
    return by_topic
