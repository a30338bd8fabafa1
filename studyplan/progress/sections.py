"""Which sections of lessons were read: explicit state, as with ticks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from django.db.models import CharField, PositiveSmallIntegerField, Value

from studyplan.accounts.models import User
from studyplan.progress.models import Completion, SectionRead
from studyplan.progress.services import Ticks, make_ticks
from studyplan.ui.queries import Parameter, PreparedQuery


class NamedSection(Protocol):
    """A section of a lesson, as a text or as a row."""

    @property
    def slug(self) -> str: ...


SectionT = TypeVar("SectionT", bound=NamedSection)
IS_SECTION = -1
"""In the place of a sitting, which is never below 0: the row is a section that was read."""
READ = SectionRead.objects.filter(user=Parameter("user"), topic=Parameter("topic", CharField()))
READ_LATEST_FIRST = PreparedQuery(
    lambda: (
        SectionRead.objects.filter(user=Parameter("user")).order_by("-read_at", "-pk").values_list("topic", "section")
    )
)
SECTIONS_READ = PreparedQuery(lambda: READ.values_list("section"))
TICKS_AND_SECTIONS = PreparedQuery(
    lambda: (
        Completion.objects.filter(user=Parameter("user"))
        .values_list("task", "sitting", "level", "took")
        .union(
            READ.values_list("section", Value(IS_SECTION), Value(None, PositiveSmallIntegerField()), Value("")),
            all=True,
        )
    )
)


def sections_read(user: User, topic: str) -> frozenset[str]:
    """The sections of a topic's lesson that ``user`` has read, by slug."""
    return frozenset(section for (section,) in SECTIONS_READ.fetch(user=user.pk, topic=topic))


def list_sections_read(user: User) -> dict[str, set[str]]:
    """Topic → the sections of its lesson that ``user`` has read; the topic that was read last comes first."""
    read: dict[str, set[str]] = {}
    for topic, section in READ_LATEST_FIRST.fetch(user=user.pk):
        read.setdefault(topic, set()).add(section)
    return read


def ticks_and_sections_read(user: User, topic: str) -> tuple[Ticks, frozenset[str]]:
    """All ticks, and the sections of one lesson that were read, in one query."""
    rows = TICKS_AND_SECTIONS.fetch(user=user.pk, topic=topic)
    ticks = make_ticks(row for row in rows if row[1] != IS_SECTION)
    return ticks, frozenset(section for section, sitting, _level, _took in rows if sitting == IS_SECTION)


def set_read(user: User, topic: str, section: str, is_read: bool, now: datetime) -> None:
    """What is read already keeps its time."""
    if is_read:
        row = SectionRead(user=user, topic=topic, section=section, read_at=now)
        SectionRead.objects.bulk_create([row], ignore_conflicts=True)
    else:
        user.sections_read.filter(topic=topic, section=section).delete()


def first_unread(sections: Sequence[SectionT], read: Collection[str]) -> SectionT | None:
    return next((section for section in sections if section.slug not in read), None)
