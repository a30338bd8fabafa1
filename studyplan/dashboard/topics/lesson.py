"""A topic's lesson as data: its sections, and which of them the reader has read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from django.http import HttpRequest
from django.utils.safestring import SafeString

from studyplan.accounts.models import User
from studyplan.catalog import study
from studyplan.catalog.models import PrimerPage, Topic
from studyplan.catalog.track import mark_html_safe
from studyplan.catalog.version import per_content
from studyplan.dashboard.topics.page import TopicPage
from studyplan.progress.sections import first_unread, sections_read

HEADING_END = "</h3>"


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section in two pieces, between which stands what is said of it. ``primer``: the pages that it leans on."""

    text: study.SectionText
    heading: SafeString
    body: SafeString
    primer: tuple[PrimerPage, ...]
    is_read: bool


@dataclass(frozen=True, slots=True)
class LessonContents:
    """The list of contents: what is read, and where to go on."""

    topic: Topic
    sections: tuple[study.SectionText, ...]
    read: Collection[str]
    is_account: bool

    @property
    def read_count(self) -> int:
        return sum(section.slug in self.read for section in self.sections)

    @property
    def go_on(self) -> study.SectionText | None:
        return first_unread(self.sections, self.read) if self.read_count else None


class LessonPage(TopicPage):
    part: ClassVar[str] = "lesson"

    def __init__(self, request: HttpRequest, topic: Topic) -> None:
        super().__init__(request, topic)
        user = request.user
        self.is_anyone = not isinstance(user, User)
        self.read = sections_read(user, topic.slug) if isinstance(user, User) else frozenset()

    @property
    def exists(self) -> bool:
        return self.lesson is not None

    @cached_property
    def texts(self) -> tuple[study.SectionText, ...]:
        return self.lesson.sections if self.lesson else ()

    @property
    def sections(self) -> tuple[SectionLine, ...]:
        return tuple(_line(section, section.slug in self.read) for section in self.texts)

    @property
    def contents(self) -> LessonContents:
        return LessonContents(self.topic, self.texts, self.read, not self.is_anyone)


def _line(section: study.SectionText, is_read: bool) -> SectionLine:
    heading, end, body = section.html.partition(HEADING_END)
    primer = tuple(_primer()[slug] for slug in section.primer if slug in _primer())
    return SectionLine(section, mark_html_safe(heading + end), mark_html_safe(body), primer, is_read)


@per_content
def _primer() -> dict[str, PrimerPage]:
    return {page.slug: page for page in PrimerPage.objects.current()}
