"""The forecast: how likely each reviewed card is to be recalled on a day."""

from __future__ import annotations

from datetime import date

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.practice.cards.fsrs import read_memory, recall_chance


def recall_on(user: User, day: date) -> dict[str, list[tuple[Card, float]]]:
    """Slug of the topic → its cards that ``user`` has reviewed, each with its retrievability (0 to 1) on ``day``.

    The weakest come first.
    """
    by_topic: dict[str, list[tuple[Card, float]]] = {}
    memories = user.card_memories.filter(card__is_retired=False).select_related("card__topic")
    for memory in memories:
        share = recall_chance(read_memory(memory), day)
        if share is not None:
            by_topic.setdefault(memory.card.topic.slug, []).append((memory.card, share))
    for cards in by_topic.values():
        cards.sort(key=lambda pair: (pair[1], pair[0].position))
    return by_topic
