"""The overview of a topic as data: what its file says, where the visitor stands on it, and where to begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.catalog import pages, study
from studyplan.catalog.files import material
from studyplan.catalog.track import track
from studyplan.core.readiness import EffectiveLevel
from studyplan.dashboard.topics.personal import PersonalPage
from studyplan.notes.services import NoteState, NoteSubject, note_about
from studyplan.planner.services import planned_tasks
from studyplan.practice.checks import wording
from studyplan.progress.sections import first_unread, ticks_and_sections_read
from studyplan.progress.services import NOT_PLANNED, Ticks
from studyplan.ui.report import report_address


@dataclass(frozen=True, slots=True)
class TickTask:
    key: str
    name: str
    label: str
    done: bool


@dataclass(frozen=True, slots=True)
class AskedBy:
    """How often one of the visitor's companies asks about the topic, or how deep one of their rounds goes into it."""

    name: str
    word: pages.Word


class OverviewPage(PersonalPage):
    part: ClassVar[str] = "detail"

    @cached_property
    def level_name(self) -> str:
        return track().level_name(self.standing.level) if self.standing.level else ""

    @property
    def effective(self) -> EffectiveLevel | None:
        """What the user has shown of the topic; ``None`` where it is not rated, and for visitors."""
        return self.viewer.effective.get(self.topic.slug)

    @property
    def sureness(self) -> str:
        return wording.sureness(self.effective) if self.effective else ""

    @cached_property
    def lifted_by(self) -> str:
        """The company because of which the target is above the role's; "" where it is not."""
        return track().companies.get(self.scores.by_slug[self.topic.slug].lifted_by or "", "")

    @property
    def asked_by(self) -> Iterator[AskedBy]:
        """The companies and rounds of the visitor's interviews."""
        interviews = self.viewer.goal.interviews
        companies = {interview.company for interview in interviews}
        always = pages.fixed_frequency_word(self.topic)
        for page in pages.company_pages():
            if page.company.slug in companies:
                word = next((row.word for row in page.rows if row.topic == self.topic), page.unnamed)
                yield AskedBy(page.company.name, always or word)
        rounds = {slug for interview in interviews for slug in interview.rounds}
        table = pages.rounds_table()
        row = next(row for row in table.rows if row.topic == self.topic)
        for round_, word in zip(table.rounds, row.words, strict=True):
            if round_.slug in rounds:
                yield AskedBy(round_.name, word)

    @cached_property
    def kept(self) -> NoteState:
        return note_about(self.request.user, NoteSubject(self.topic))

    @property
    def report(self) -> str:
        return report_address(self.topic.name, self.request.build_absolute_uri(self.request.path))

    @cached_property
    def progress(self) -> tuple[Ticks, frozenset[str]]:
        user = self.request.user
        return ticks_and_sections_read(user, self.topic.slug) if isinstance(user, User) else (Ticks({}), frozenset())

    @property
    def tasks(self) -> Iterator[TickTask]:
        if not isinstance(self.request.user, User):
            return
        columns = {f"{column.kind}:{self.topic.slug}": column for column in track().tracker}
        ticks, planned = self.progress[0], planned_tasks(self.request.user, columns)
        for key, column in columns.items():
            label = _("%(task)s: %(topic)s") % {"task": column.name, "topic": self.topic.short_name}
            yield TickTask(key, column.name, label, ticks.is_done(key, planned.get(key, NOT_PLANNED)))

    # Where to begin

    @property
    def sections(self) -> tuple[study.SectionText, ...]:
        return self.lesson.sections if self.lesson else ()

    @cached_property
    def read_count(self) -> int:
        return sum(section.slug in self.progress[1] for section in self.sections)

    @cached_property
    def begin(self) -> study.SectionText | None:
        """The section to read now; the first for a level above the visitor's own where nothing is read yet."""
        level = self.standing.level
        if level and not self.read_count:
            above = (section for section in self.sections if (section.level or 0) > level)
            return next(above, None)
        return first_unread(self.sections, self.progress[1])

    @property
    def lesson_minutes(self) -> int:
        return sum(section.minutes for section in self.sections)

    @property
    def study(self) -> material.Study | None:
        return study.study_of(self.topic.slug)
