"""The user's own cards, and given ones in the user's words. A deleted one can be brought back on the same day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString

from studyplan.accounts.models import User
from studyplan.catalog.models import Card, Topic
from studyplan.practice.cards.deck import OWN, CardText, GivenText, cards_by_key, deck
from studyplan.practice.models import OwnCard


class TooManyCardsError(Exception):
    """The user has as many cards of their own as there may be."""


def texts_of(user: User) -> Mapping[int, CardText]:
    """The deck as the user has it: what they wrote first, then the given cards."""
    written = list(user.own_cards.in_use().select_related("topic"))
    own_texts = {-own.pk: make_text(own) for own in written if own.card_id is None}
    deck_now = deck()
    texts = own_texts | deck_now
    for own in written:
        given = deck_now.get(own.card_id or 0)
        if given:
            texts[given.number] = rewrite(given, own)
    return texts


def make_text(own: OwnCard) -> CardText:
    return CardText(own, own.topic.slug, write_front(own.front), write_back(own.back))


def wordless_text(number: int, topic: str) -> CardText:
    """An own card by its number among all cards, as far as queues count it."""
    return CardText(OwnCard(pk=-number), topic, "", "")


def rewrite(given: GivenText, own: OwnCard) -> GivenText:
    """The given card with the sides that the user wrote; key points belong to the given answer."""
    return replace(
        given,
        front=write_front(own.front) if own.front else given.front,
        back=write_back(own.back) if own.back else given.back,
        key_points=() if own.back else given.key_points,
        is_rewritten=True,
    )


def write_front(text: str) -> SafeString:
    """Plain text as HTML of one paragraph."""
    return SafeString("<br>".join(escape(text).splitlines()))


def write_back(text: str) -> SafeString:
    return SafeString(linebreaks(text, autoescape=True))


def find_card(user: User, key: str) -> Card | OwnCard | None:
    """The card of a form's ``key``; one that the content has retired may still be open on somebody's page."""
    if key.startswith(OWN):
        number = key.removeprefix(OWN)
        is_number = number.isdecimal() and len(number) < 19
        return user.own_cards.in_use().filter(card=None, pk=number).first() if is_number else None
    if key in cards_by_key():
        return cards_by_key()[key]
    if "\0" in key:  # PostgreSQL would refuse to look for it
        return None
    topic, _slash, slug = key.partition("/")
    return Card.objects.select_related("topic").filter(topic__slug=topic, slug=slug).first()


@transaction.atomic
def add_card(user: User, topic: Topic, front: str, back: str, now: datetime) -> OwnCard:
    """Raises ``TooManyCardsError``. A second click adds nothing: the same card of the same topic is there already."""
    User.objects.lock(user)
    same = user.own_cards.in_use().filter(card=None, topic=topic, front=front, back=back).first()
    if same:
        return same
    require_room(user)
    return user.own_cards.create(topic=topic, front=front, back=back, written_at=now)


def change_card(own: OwnCard, topic: Topic, front: str, back: str, now: datetime) -> None:
    """What is known of it stays."""
    own.topic, own.front, own.back, own.written_at = topic, front, back, now
    own.save(update_fields=["topic", "front", "back", "written_at"])


@transaction.atomic
def rewrite_card(user: User, card: Card, front: str, back: str, now: datetime) -> OwnCard:
    """Keep the user's words for a given card, in place of those that were kept before."""
    User.objects.lock(user)
    values = {"topic": card.topic, "front": front, "back": back, "written_at": now, "deleted_on": None}
    return user.own_cards.update_or_create(card=card, defaults=values)[0]


@transaction.atomic
def delete_card(user: User, pk: int, today: date) -> bool:
    """Take an own card, or the user's words for a given one, out of use. Those of earlier days are gone for good."""
    User.objects.lock(user)
    user.own_cards.filter(deleted_on__lt=today).delete()
    return bool(user.own_cards.in_use().filter(pk=pk).update(deleted_on=today))


@transaction.atomic
def restore_card(user: User, pk: int) -> bool:
    """Bring back what was deleted. Raises ``TooManyCardsError``."""
    User.objects.lock(user)
    deleted = user.own_cards.filter(pk=pk, deleted_on__isnull=False)
    if deleted.filter(card=None).exists():
        require_room(user)
    return bool(deleted.update(deleted_on=None))


def require_room(user: User) -> None:
    """Raises ``TooManyCardsError`` where no card can be added."""
    if user.own_cards.in_use().filter(card=None).count() >= OwnCard.MOST_CARDS:
        raise TooManyCardsError
