"""Cards to Anki and from it. What comes from a file is held to what the form for a card allows."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.portability.anki.text import AnkiNote, read_notes, write_notes
from studyplan.portability.importing.faults import ImportFault, UnreadableFileError, unreadable
from studyplan.practice.cards.own import texts_of
from studyplan.practice.models import OwnCard

DECK = "studyplan"
MOST_NOTES = 5_000
"""Of a file, those that are there already among them."""


@dataclass(frozen=True, slots=True)
class CardImport:
    """How many cards were added, and how many were there already, or twice in the file."""

    added: int
    skipped: int


def write_own_cards(user: User) -> str:
    """What the user wrote, as plain text."""
    cards = user.own_cards.in_use().filter(card=None).select_related("topic")
    return write_notes((make_note(own.topic, own.front, own.back) for own in cards), is_html=False)


def write_deck(user: User) -> str:
    """All cards as the user has them, as HTML: formulas are MathML."""
    texts = texts_of(user).values()
    return write_notes((make_note(text.card.topic, text.front, text.back) for text in texts), is_html=True)


def make_note(topic: Topic, front: str, back: str) -> AnkiNote:
    """In a deck of the topic's name; its slug is a tag, by which it finds back."""
    return AnkiNote(front, back, f"{DECK}::{topic.name}", (topic.slug,))


def read_cards(data: bytes) -> list[AnkiNote]:
    """The notes of a file. Raises ``UnreadableFileError`` with every line that makes no card."""
    try:
        notes = list(islice(read_notes(data.decode("utf-8-sig")), MOST_NOTES + 1))
    except UnicodeDecodeError as error:
        raise unreadable(_("This is not a text file in UTF-8. In Anki, choose “Notes in Plain Text”.")) from error
    except csv.Error as error:
        raise unreadable(_("The file cannot be split into cards: %(reason)s.") % {"reason": error}) from error
    if not notes:
        raise unreadable(_("The file holds no cards."))
    if len(notes) > MOST_NOTES:
        raise unreadable(_("The file holds too many cards: %(most)d are allowed.") % {"most": MOST_NOTES})
    if faults := [fault for note in notes for fault in find_note_faults(note)]:
        raise UnreadableFileError(faults)
    return notes


def find_note_faults(note: AnkiNote) -> Iterator[ImportFault]:
    place = _("Line %(line)d") % {"line": note.line}
    sides = (
        (note.front, _("the question"), OwnCard.MOST_FRONT),
        (note.back, _("the answer"), OwnCard.MOST_BACK),
    )
    for text, name, most in sides:
        if not text:
            yield ImportFault(place, _("%(side)s is missing") % {"side": name})
        if len(text) > most:
            message = _("%(side)s may have %(most)d characters at most, and has %(count)d")
            yield ImportFault(place, message % {"side": name, "most": most, "count": len(text)})
        if "\0" in text:
            yield ImportFault(place, _("%(side)s holds a null character") % {"side": name})


@transaction.atomic
def import_cards(user: User, notes: Sequence[AnkiNote], topic: Topic, now: datetime) -> CardImport:
    """Add the notes as cards of the user's own; those of no topic go to ``topic``.

    Raises ``UnreadableFileError`` where there is no room for all.
    """
    User.objects.lock(user)
    stored = user.own_cards.in_use().filter(card=None)
    known = set(stored.values_list("front", "back"))
    topics = name_topics()
    cards = []
    for note in notes:
        if (note.front, note.back) not in known:
            known.add((note.front, note.back))
            chosen = find_topic(note, topics) or topic
            cards.append(OwnCard(user=user, topic=chosen, front=note.front, back=note.back, written_at=now))
    room = OwnCard.MOST_CARDS - stored.count()
    if len(cards) > room:
        text = _("There is room for %(room)d more cards of your own, and the file has %(count)d. Nothing was added.")
        raise unreadable(text % {"room": max(room, 0), "count": len(cards)})
    OwnCard.objects.bulk_create(cards, 500)
    return CardImport(len(cards), len(notes) - len(cards))


def name_topics() -> Mapping[str, Topic]:
    """Topics by slug and by name, in lower case."""
    topics = list(Topic.objects.current())
    return {name.lower(): topic for topic in topics for name in (topic.name, topic.short_name, topic.slug)}


def find_topic(note: AnkiNote, topics: Mapping[str, Topic]) -> Topic | None:
    """By a tag, or by the deck's name."""
    names = (*note.tags, note.deck.rpartition("::")[2])
    return next((topics[name.lower()] for name in names if name.lower() in topics), None)
