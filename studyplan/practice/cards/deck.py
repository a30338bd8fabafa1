"""The cards that the content holds, with their texts, and what an answer is worth to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from studyplan.catalog import study
from studyplan.catalog.models import Card
from studyplan.catalog.version import per_content


@dataclass(frozen=True, slots=True)
class CardText:
    """A card with its texts: HTML, made safe when the content was loaded. Flashcards have no key points."""

    card: Card
    topic: str  # its slug
    front: str
    back: str
    key_points: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its name in forms: ``loss-functions/focal-loss``."""
        return f"{self.topic}/{self.card.slug}"


@per_content
def deck() -> dict[int, CardText]:
    """Every card by its row's key, in the order in which a topic's new cards come: facts before what is built of them.

    Made once for each content that is loaded.
    """
    cards = Card.objects.current().select_related("topic").order_by("topic__position", "kind", "position")
    texts = {topic: dict(_texts(topic)) for topic in {card.topic.slug for card in cards}}
    return {card.pk: CardText(card, card.topic.slug, *texts[card.topic.slug][card.slug]) for card in cards}


@per_content
def deck_by_topic() -> dict[str, tuple[CardText, ...]]:
    """The same by their topic's slug."""
    return {slug: tuple(of_topic) for slug, of_topic in groupby(deck().values(), attrgetter("topic"))}


@per_content
def cards_by_topic() -> Counter[str]:
    """Slug of the topic → how many cards it has."""
    return Counter(card_text.topic for card_text in deck().values())


@per_content
def cards_by_key() -> dict[str, Card]:
    """By the names that forms use."""
    return {card_text.key: card_text.card for card_text in deck().values()}


def _texts(topic: str) -> Iterator[tuple[str, tuple[str, str, tuple[str, ...]]]]:
    for fact in study.flashcards_of(topic):
        yield fact.slug, (fact.front, fact.back, ())
    for question in study.rapid_fire_of(topic):
        yield question.slug, (question.question, question.answer, question.key_points)
