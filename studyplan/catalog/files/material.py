"""The schema of a topic's study material: the pydantic models of the files beside ``topic.yaml``.

``study.yaml`` 60-second answer, cheat-sheet card, company questions, mistakes, the lesson's sections, sources ·
``derivations.yaml`` · ``problems.yaml`` · ``implement.yaml`` coding problems, whose files are in ``code/`` ·
``probes.yaml`` · ``cards.yaml`` flashcards and rapid-fire questions. ``lesson.md`` is plain Markdown, as are the pages
of the primer, which ``primer.yaml`` lists.
Slugs are kept for good: the record of what users did with a problem or a card refers to them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from studyplan.catalog.files.fields import Reference
from studyplan.catalog.files.schema import Inline, Markdown, MinuteCount, RoundSlug, Schema, Slug, Text, Url

CompanySlug = Annotated[Slug, Reference("company")]
PrimerSlug = Annotated[Slug, Reference("primer page")]
KeyPoints = Annotated[tuple[Inline, ...], Field(min_length=3, max_length=6)]
ItemLevel = Annotated[int, Field(ge=2, le=5)]
"""The level that an item helps to gain, or shows."""

# content/topics/<slug>/study.yaml


class SixtySeconds(Schema):
    """The answer to the topic's central question in the shape that an interviewer can follow: 10/25/15/10 seconds."""

    question: Text
    state: Markdown
    explain: Markdown
    example: Markdown
    trade_off: Markdown


class CompanyAnswer(Schema):
    """The answer to the question that the company's table has for this topic."""

    company: CompanySlug
    answer: Markdown
    key_points: KeyPoints


class Mistake(Schema):
    """A wrong claim that candidates make, and the right one."""

    mistake: Inline
    instead: Inline


class LessonSection(Schema):
    """An entry for each ``##`` heading, in the lesson's order."""

    section: Slug  # the heading's anchor, without "lesson-"
    level: ItemLevel
    primer: tuple[PrimerSlug, ...] = ()  # that it leans on
    minutes: Annotated[int, Field(ge=1, le=60)] | None = None  # instead of what its text comes to
    because: Text | None = None  # why


class Source(Schema):
    """A primary reference: author, year, title, and where in it; and what it is the source of here."""

    citation: Text
    where: Text | None = None  # chapter, section, theorem
    supports: Inline
    url: Url | None = None  # where the work is free to read


class Study(Schema):
    """``study.yaml``"""

    sixty_seconds: SixtySeconds
    card: Annotated[tuple[Inline, ...], Field(min_length=5, max_length=8)]
    companies: tuple[CompanyAnswer, ...]
    mistakes: Annotated[tuple[Mistake, ...], Field(min_length=3)]
    sections: tuple[LessonSection, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=3)]


# content/topics/<slug>/derivations.yaml


class Step(Schema):
    move: Markdown  # one step, with its formulas
    reason: Inline  # why it holds, or why one makes it


class Derivation(Schema):
    """Something to derive at a whiteboard, step by step; or a choice to argue, where there is nothing to derive."""

    slug: Slug
    title: Text
    kind: Literal["derivation", "argument"]
    level: Annotated[int, Field(ge=3, le=5)]
    minutes: Annotated[int, Field(ge=10, le=40, multiple_of=5)]
    section: Slug  # of the lesson that it belongs to
    statement: Markdown
    hints: Annotated[tuple[Inline, ...], Field(min_length=2, max_length=2)]
    steps: Annotated[tuple[Step, ...], Field(min_length=3, max_length=8)]


class Derivations(Schema):
    """``derivations.yaml``"""

    derivations: Annotated[tuple[Derivation, ...], Field(min_length=1)]


# content/topics/<slug>/problems.yaml


class FollowUp(Schema):
    question: Inline
    answer: Markdown


class Problem(Schema):
    """A practice problem with hints one by one, a worked solution, and the points that grade an answer."""

    slug: Slug
    title: Text
    kind: Literal["explain", "derive", "design"]
    level: ItemLevel
    hard: bool = False
    minutes: MinuteCount
    rounds: Annotated[tuple[RoundSlug, ...], Field(min_length=1)]
    companies: tuple[CompanySlug, ...] = ()  # whose reported question it is, or prepares
    question: Markdown
    hints: Annotated[tuple[Markdown, ...], Field(min_length=1, max_length=4)]
    solution: Markdown
    key_points: KeyPoints
    follow_ups: Annotated[tuple[FollowUp, ...], Field(min_length=1)]


class Problems(Schema):
    """``problems.yaml``"""

    problems: Annotated[tuple[Problem, ...], Field(min_length=6)]


# content/topics/<slug>/implement.yaml


class CodingProblem(Schema):
    """Something to write in an editor; starter, check and reference are in ``code/<slug>/``."""

    slug: Slug
    title: Text
    level: ItemLevel
    minutes: Annotated[int, Field(ge=20, le=40, multiple_of=5)]
    rounds: Annotated[tuple[RoundSlug, ...], Field(min_length=1)]
    companies: tuple[CompanySlug, ...] = ()  # whose reported question it is, or prepares
    section: Slug  # of the lesson that it belongs to
    task: Markdown
    signature: Text
    hints: Annotated[tuple[Markdown, ...], Field(min_length=2, max_length=4)]
    walkthrough: Markdown  # of the reference
    complexity: Inline
    follow_ups: Annotated[tuple[FollowUp, ...], Field(min_length=2)]
    key_points: KeyPoints


class CodingProblems(Schema):
    """``implement.yaml``"""

    problems: Annotated[tuple[CodingProblem, ...], Field(min_length=1)]


class CodeFiles(Schema):
    """The files of a coding problem: what the learner fills in, what then checks it, and a solution."""

    starter: str
    check: str
    reference: str


# content/topics/<slug>/probes.yaml


class Probe(Schema):
    """A short check of a claimed level; ``answer`` is what somebody at that level says."""

    slug: Slug
    level: ItemLevel
    question: Inline
    answer: Markdown


class Probes(Schema):
    """``probes.yaml``: three or more for each of the levels 2 to 5."""

    probes: Annotated[tuple[Probe, ...], Field(min_length=12)]


# content/topics/<slug>/cards.yaml


class RapidFire(Schema):
    """A question that an interviewer fires, with a 60-second model answer."""

    slug: Slug
    level: ItemLevel
    question: Inline
    answer: Markdown
    key_points: KeyPoints


class Flashcard(Schema):
    """One fact worth recalling, asked so that only one answer fits."""

    slug: Slug
    front: Inline
    back: Markdown


class Cards(Schema):
    """``cards.yaml``"""

    rapid_fire: Annotated[tuple[RapidFire, ...], Field(min_length=8)]
    flashcards: Annotated[tuple[Flashcard, ...], Field(min_length=12)]


# content/primer/primer.yaml


class PrimerPage(Schema):
    """A short page on what lessons assume; its text is ``<slug>.md`` beside."""

    slug: Slug
    title: Text
    summary: Inline
    minutes: MinuteCount


class Primer(Schema):
    """``primer.yaml``"""

    pages: Annotated[tuple[PrimerPage, ...], Field(min_length=1)]
