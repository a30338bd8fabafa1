"""What a study screen shows for each kind of task: the material itself, each kind with a template of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from studyplan.assessment.pages import RatingRow
from studyplan.catalog.files import material
from studyplan.catalog.models import PrimerPage, Topic
from studyplan.catalog.pages import TopicEntry
from studyplan.practice.models import Attempt, Drill
from studyplan.practice.questions.bank import PracticeQuestion


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """A section of the lesson, with the pages of the ``primer`` that it leans on; or such a page itself."""

    slug: str
    title: str
    html: SafeString
    minutes: int
    primer: tuple[PrimerPage, ...]
    is_read: bool
    is_primer: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The sections of one sitting, after the pages of the primer that it names."""

    template: ClassVar[str] = "study/reading.html"

    parts: tuple[ReadingPart, ...]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A problem, a coding problem, a derivation, a rapid-fire question or a probe.

    ``url``: its own page. ``steps``: of a derivation. ``code``: whether it comes with files.
    """

    template: ClassVar[str] = "study/question.html"

    question: PracticeQuestion
    url: str
    level: int | None
    newest: Attempt | None
    steps: tuple[material.Step, ...] = ()
    is_code: bool = False

    @property
    def is_spoken(self) -> bool:
        """Whether it is answered aloud, in a minute."""
        return self.question.kind in (Attempt.Kind.RAPID_FIRE, Attempt.Kind.PROBE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A topic's card of the cheat sheet: covered, recited, uncovered; or looked through."""

    template: ClassVar[str] = "study/sheet.html"

    kind: str
    entry: TopicEntry
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recall:
    """Notes closed: the checkpoint's exercises first, then what the cheat sheet says.

    ``leads_to``: the topics that build on this one.
    """

    template: ClassVar[str] = "study/recall.html"

    question: PracticeQuestion
    entry: TopicEntry
    lines: tuple[str, ...]
    exercises: tuple[str, ...]
    leads_to: tuple[Topic, ...]
    newest: Attempt | None

    @property
    def missed(self) -> str:
        """What was not known the last time, by name only: the answer is still to come."""
        if self.newest is None:
            return ""
        names = (_("the one-liner"), _("the formula"), _("the red flag"))
        return ", ".join(name for number, name in enumerate(names) if number not in self.newest.hits)


@dataclass(frozen=True, slots=True)
class SelfRating:
    """The level's check, then the rating."""

    template: ClassVar[str] = "study/self_rating.html"

    row: RatingRow
    level: int | None  # that counts

    @property
    def rows(self) -> tuple[RatingRow, ...]:
        return (self.row,)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A mock interview or a timed set: it begins here, and goes on where it was left.

    ``opened`` is the drill that is open now, ``newest`` the last one that served this task.
    """

    template: ClassVar[str] = "study/rehearsal.html"

    title: str
    opened: Drill | None
    opened_name: str
    newest: Drill | None


@dataclass(frozen=True, slots=True)
class OnceMore:
    """The questions that went worst, to be answered again."""

    template: ClassVar[str] = "study/once_more.html"

    topic: Topic
    questions: tuple[tuple[PracticeQuestion, str], ...]  # with their pages


@dataclass(frozen=True, slots=True)
class TopicPlace:
    """The page that has the material: for tasks that name none, and for items that the content no longer holds."""

    template: ClassVar[str] = "study/topic_place.html"

    url: str
    is_gone: bool = False


ShownMaterial = Reading | AskedQuestion | Sheet | Recall | SelfRating | Rehearsal | OnceMore | TopicPlace
