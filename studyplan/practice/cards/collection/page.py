"""All of a user's cards as data, topic by topic, and those that need a decision."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.core.model import Goal
from studyplan.practice.cards.deck import CardText, deck_by_topic
from studyplan.practice.cards.page import card_url, session_url
from studyplan.practice.cards.state import CardState, load_card_state
from studyplan.practice.models import OwnCard


@dataclass(frozen=True, slots=True)
class TopicCards:
    """The cards of one topic: how many are known, due by today, and there."""

    topic: Topic
    known: int
    due: int
    cards: int

    @property
    def session_url(self) -> str:
        return session_url(topic=self.topic.slug)


@dataclass(frozen=True, slots=True)
class ListedCard:
    """A card in a list, with the address at which its words are changed."""

    text: CardText
    lapses: int

    @property
    def edit_url(self) -> str:
        return card_url(self.text)


@dataclass(frozen=True, slots=True)
class CardCollection:
    """``deleted``: cards that were deleted, or whose original is back, since this morning."""

    topics: tuple[TopicCards, ...]
    leeches: tuple[ListedCard, ...]
    aside: tuple[ListedCard, ...]
    own: tuple[ListedCard, ...]
    rewritten: tuple[ListedCard, ...]
    deleted: tuple[OwnCard, ...]


def card_collection(user: User, goal: Goal, today: date) -> CardCollection:
    state = load_card_state(user, goal, today)
    lines = {
        number: ListedCard(text, state.memories[number].lapses if number in state.memories else 0)
        for number, text in state.texts.items()
    }
    aside = {number for number, stored in state.memories.items() if stored.is_set_aside}
    leeches = [lines[card.text.number] for card in state.known if card.memory and card.memory.is_leech]
    return CardCollection(
        topics=tuple(count_topics(state)),
        leeches=tuple(sorted(leeches, key=attrgetter("lapses"), reverse=True)),
        aside=tuple(line for number, line in lines.items() if number in aside),
        own=tuple(line for line in lines.values() if line.text.is_own),
        rewritten=tuple(line for line in lines.values() if line.text.is_rewritten),
        deleted=tuple(user.own_cards.filter(deleted_on=today)),
    )


def count_topics(state: CardState) -> list[TopicCards]:
    cards = Counter(card_text.topic for card_text in state.texts.values())
    known: Counter[str] = Counter()
    due: Counter[str] = Counter()
    for card in state.known:
        if card.memory:
            on = state.comes_on(card.memory)
            known[card.text.topic] += card.memory.is_known
            due[card.text.topic] += on is not None and on <= state.days.today
    return [
        TopicCards(texts[0].card.topic, known[slug], due[slug], cards[slug]) for slug, texts in deck_by_topic().items()
    ]
