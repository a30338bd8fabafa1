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
from studyplan.practice.models import OwnCard

OWN = "own:"
"""Begins the key of a user's own card."""


@dataclass(frozen=True, slots=True)
class CardText:
    """A card with its texts: HTML, made safe when the content was loaded. Flashcards have no key points.

    ``is_rewritten``: a given card in the user's own words.
    """

    card: Card | OwnCard
    topic: str  # its slug
    front: str
    back: str
    key_points: tuple[str, ...] = ()
    is_rewritten: bool = False

    @property
    def is_own(self) -> bool:
        return isinstance(self.card, OwnCard)

    @property
    def number(self) -> int:
        """Its key among all of a user's cards."""
        return number_of(self.card)

    @property
    def kind(self) -> str:
        """Decides how long it takes: the user's own are as short as flashcards."""
        return self.card.kind if isinstance(self.card, Card) else Card.Kind.FLASHCARD.value

    @property
    def key(self) -> str:
        """Its name in forms: ``loss-functions/focal-loss``, or ``own:12`` for one of the user's own."""
        return f"{self.topic}/{self.card.slug}" if isinstance(self.card, Card) else f"{OWN}{self.card.pk}"


@dataclass(frozen=True, slots=True)
class GivenText(CardText):
    """One that the content holds."""

    card: Card


def number_of(card: Card | OwnCard) -> int:
    """The key of a given card's row, or less than 0: minus that of the user's own."""
    return int(card.pk if isinstance(card, Card) else -card.pk)


@per_content
def deck() -> dict[int, GivenText]:
    """Every card by its row's key, in the order in which a topic's new cards come: facts before what is built of them.

    Made once for each content that is loaded.
    """
    cards = Card.objects.current().select_related("topic").order_by("topic__position", "kind", "position")
    texts = {topic: dict(_texts(topic)) for topic in {card.topic.slug for card in cards}}
    return {card.pk: GivenText(card, card.topic.slug, *texts[card.topic.slug][card.slug]) for card in cards}


@per_content
def deck_by_topic() -> dict[str, tuple[GivenText, ...]]:
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
