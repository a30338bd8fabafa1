"""The schema of a topic's study material: the pydantic models of the files beside ``topic.yaml``.

``study.yaml`` 60-second answer, cheat-sheet card, company questions, mistakes, sources · ``problems.yaml`` ·
``probes.yaml`` · ``cards.yaml`` flashcards and rapid-fire questions. ``lesson.md`` is plain Markdown.
Slugs are kept for good: the record of what users did with a problem or a card refers to them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from studyplan.catalog.files.fields import Reference
from studyplan.catalog.files.schema import Inline, Markdown, MinuteCount, RoundSlug, Schema, Slug, Text

CompanySlug = Annotated[Slug, Reference("company")]
KeyPoints = Annotated[tuple[Inline, ...], Field(min_length=3, max_length=6)]

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


class Source(Schema):
    """A primary reference: author, year, title, and where in it; and what it is the source of here."""

    citation: Text
    where: Text | None = None  # chapter, section, theorem
    supports: Inline


class Study(Schema):
    """``study.yaml``"""

    sixty_seconds: SixtySeconds
    card: Annotated[tuple[Inline, ...], Field(min_length=5, max_length=8)]
    companies: tuple[CompanyAnswer, ...]
    mistakes: Annotated[tuple[Mistake, ...], Field(min_length=3)]
    sources: Annotated[tuple[Source, ...], Field(min_length=3)]


# content/topics/<slug>/problems.yaml


class FollowUp(Schema):
    question: Inline
    answer: Markdown


class Problem(Schema):
    """A practice problem with hints one by one, a worked solution, and the points that grade an answer."""

    slug: Slug
    title: Text
    kind: Literal["explain", "derive", "design"]
    hard: bool = False
    minutes: MinuteCount
    rounds: Annotated[tuple[RoundSlug, ...], Field(min_length=1)]
    question: Markdown
    hints: Annotated[tuple[Markdown, ...], Field(min_length=1, max_length=4)]
    solution: Markdown
    key_points: KeyPoints
    follow_ups: Annotated[tuple[FollowUp, ...], Field(min_length=1)]


class Problems(Schema):
    """``problems.yaml``"""

    problems: Annotated[tuple[Problem, ...], Field(min_length=6)]


# content/topics/<slug>/probes.yaml


class Probe(Schema):
    """A short check of a claimed level; ``answer`` is what somebody at that level says."""

    slug: Slug
    level: Annotated[int, Field(ge=2, le=5)]
    question: Inline
    answer: Markdown


class Probes(Schema):
    """``probes.yaml``: three or more for each of the levels 2 to 5."""

    probes: Annotated[tuple[Probe, ...], Field(min_length=12)]


# content/topics/<slug>/cards.yaml


class RapidFire(Schema):
    """A question that an interviewer fires, with a 60-second model answer."""

    slug: Slug
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
