"""Notes and stars, read and set. Both are explicit state: setting one twice is the same as once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import F, QuerySet

from studyplan.accounts.models import User
from studyplan.catalog.models import Problem, Topic
from studyplan.notes.models import Note
from studyplan.ui import clock
from studyplan.ui.queries import Parameter, PreparedQuery

COLUMNS = ("text", "is_starred", "written_at")
OF_TOPIC = PreparedQuery(
    lambda: Note.objects.filter(user=Parameter("user"), topic=Parameter("topic"), problem=None).values_list(*COLUMNS)
)
OF_PROBLEM = PreparedQuery(
    lambda: Note.objects.filter(user=Parameter("user"), problem=Parameter("problem")).values_list(*COLUMNS)
)

STARRED = PreparedQuery(
    lambda: Note.objects.filter(user=Parameter("user"), problem=None, is_starred=True).values_list("topic__slug")
)


@dataclass(frozen=True, slots=True)
class NoteSubject:
    topic: Topic
    problem: Problem | None = None

    @property
    def key(self) -> str:
        """The name in forms: ``bias-variance`` or ``bias-variance/double-descent``."""
        return f"{self.topic.slug}/{self.problem.slug}" if self.problem else self.topic.slug

    @property
    def title(self) -> str:
        return self.problem.title if self.problem else self.topic.name

    @property
    def url(self) -> str:
        return self.problem.get_absolute_url() if self.problem else self.topic.get_absolute_url()


@dataclass(frozen=True, slots=True)
class NoteState:
    """A user's note and star on something; ``seen`` is the version of the text."""

    about: NoteSubject
    text: str = ""
    is_starred: bool = False
    seen: str = ""
    written_at: datetime | None = None

    @property
    def written_on(self) -> date | None:
        """The writer's day."""
        return clock.day_of(self.written_at) if self.written_at else None


class StaleNoteError(Exception):
    """The note was changed elsewhere since the page that sends a new text was shown."""


def note_about(user: User | AnonymousUser, about: NoteSubject) -> NoteState:
    """The note and star of ``user``; nothing for a visitor."""
    if not isinstance(user, User):
        return NoteState(about)
    if about.problem:
        row = OF_PROBLEM.fetch_one(user=user.pk, problem=about.problem.pk)
    else:
        row = OF_TOPIC.fetch_one(user=user.pk, topic=about.topic.pk)
    return _state_of(Note(**dict(zip(COLUMNS, row, strict=True))), about) if row else NoteState(about)


def all_notes(user: User) -> Sequence[NoteState]:
    """Everything that ``user`` keeps, in the content's order: what is starred first."""
    notes = user.notes.select_related("topic", "problem__topic")
    in_order = notes.order_by("-is_starred", "topic__position", F("problem__position").asc(nulls_first=True))
    return [_state_of(note, NoteSubject(note.topic, note.problem)) for note in in_order]


def starred_topics(user: User | AnonymousUser) -> frozenset[str]:
    if not isinstance(user, User):
        return frozenset()
    return frozenset(slug for (slug,) in STARRED.fetch(user=user.pk))


@transaction.atomic
def set_star(user: User, about: NoteSubject, is_starred: bool) -> NoteState:
    User.objects.lock(user)
    if is_starred:
        user.notes.update_or_create(topic=about.topic, problem=about.problem, defaults={"is_starred": True})
    else:
        _notes(user, about).filter(text="").delete()
        _notes(user, about).update(is_starred=False)
    return note_about(user, about)


@transaction.atomic
def set_text(user: User, about: NoteSubject, text: str, *, seen: str, now: datetime) -> NoteState:
    """Write the note ("" takes it away). Raises ``StaleNoteError`` where another text came in between."""
    User.objects.lock(user)  # a first note has no row of its own to lock
    before = _notes(user, about).first()
    if before and before.text not in ("", text) and _version_of(before) != seen:
        raise StaleNoteError
    if text:
        values = {"text": text, "written_at": now}
        user.notes.update_or_create(topic=about.topic, problem=about.problem, defaults=values)
    elif before:
        _notes(user, about).filter(is_starred=False).delete()
        _notes(user, about).update(text="", written_at=None)
    return note_about(user, about)


def _notes(user: User, about: NoteSubject) -> QuerySet[Note]:
    return user.notes.filter(topic=about.topic, problem=about.problem)


def _state_of(note: Note, about: NoteSubject) -> NoteState:
    return NoteState(about, note.text, note.is_starred, _version_of(note), note.written_at)


def _version_of(note: Note) -> str:
    return note.written_at.isoformat() if note.written_at else ""
