"""The schema of mock interviews: their formats, the scripts in ``mocks/``, and the questions of a manager.

Slugs are kept for good: users' answers refer to them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from studyplan.catalog.files.fields import Reference
from studyplan.catalog.files.material import KeyPoints
from studyplan.catalog.files.schema import Inline, Markdown, MinuteCount, RoundSlug, Schema, Slug, Text, TopicSlug

PatternSlug = Annotated[Slug, Reference("pattern")]
Count = Annotated[int, Field(ge=1, le=40)]

# content/mock-formats.yaml


class Part(Schema):
    """So many questions of a kind, and the seconds meant for each.

    ``company``: of the one chosen, or of any; ``design``: problems of that kind; ``coding``: coding problems;
    ``explain``: prompts of a manager.
    """

    kind: Literal["rapid-fire", "company", "problem", "chain", "design", "coding", "explain"]
    pattern: PatternSlug | None = None  # that a chain follows, where only such ones are asked
    count: Count
    seconds: Annotated[int, Field(ge=30, le=60 * 60)]


class Format(Schema):
    """How long a mock interview takes, and what is asked in it."""

    slug: Slug
    name: Text
    minutes: MinuteCount
    summary: Inline
    round: RoundSlug | None = None  # that it rehearses, where no other is chosen
    rehearses: tuple[RoundSlug, ...] = ()  # whose preparation has it in the plan; none: any
    topics: Count | None = None  # it stays with so many
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]


class Formats(Schema):
    """``mock-formats.yaml``"""

    intro: Markdown
    formats: Annotated[tuple[Format, ...], Field(min_length=1)]


# content/manager-prompts.yaml


class ManagerPrompt(Schema):
    """A question of somebody who decides and knows no machine learning."""

    slug: Slug
    topic: TopicSlug
    question: Inline
    answer: Markdown  # in plain words
    key_points: KeyPoints
    avoid: Annotated[tuple[Text, ...], Field(min_length=3, max_length=6)]  # terms that the listener does not know


class ManagerPrompts(Schema):
    """``manager-prompts.yaml``"""

    prompts: Annotated[tuple[ManagerPrompt, ...], Field(min_length=5)]


# content/mocks/<slug>.yaml


class ChainStep(Schema):
    """One question of a chain; the next one takes its answer for granted."""

    slug: Slug
    name: Text
    topic: TopicSlug
    question: Inline
    answer: Markdown  # what can be said in 60 to 90 seconds
    key_points: KeyPoints
    listens_for: Inline  # what the interviewer wants to hear


class Chain(Schema):
    """One situation, and the questions that follow from it: ``content/mocks/<slug>.yaml``."""

    position: Annotated[int, Field(ge=1)]
    name: Text
    pattern: PatternSlug
    summary: Inline
    rounds: Annotated[tuple[RoundSlug, ...], Field(min_length=1)]
    setting: Markdown  # how the interviewer opens
    steps: Annotated[tuple[ChainStep, ...], Field(min_length=4)]
