"""The schema of the guide: the pydantic models of ``resources.yaml`` and of the files in ``guide/``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from studyplan.catalog.files.schema import Inline, Markdown, Schema, Slug, Text, TopicSlug, Url

# content/resources.yaml


class Resource(Schema):
    """A book, course or paper outside the app."""

    title: Text
    author: Text
    kind: Text
    good_for: Inline  # honest scope: what of it to use,
    lacks: Inline  # and what it leaves out
    topics: tuple[TopicSlug, ...] = ()  # empty: all
    time: Text  # "10–15 hours", "ongoing"
    url: Url | None = None  # where it is free to read or watch


class ResourceLevel(Schema):
    """Resources for one range of totals; ranges are checked to cover all totals."""

    slug: Slug
    name: Text
    totals: tuple[int, int]
    purpose: Inline
    resources: Annotated[tuple[Resource, ...], Field(min_length=1)]


class Resources(Schema):
    """``content/resources.yaml``"""

    intro: Markdown
    levels: Annotated[tuple[ResourceLevel, ...], Field(min_length=1)]


# content/guide/*.yaml


class PatternStep(Schema):
    """One link of a chain that an interviewer follows."""

    name: Text  # "Evaluate"
    topics: Annotated[tuple[TopicSlug, ...], Field(min_length=1)]
    question: Text  # what the interviewer asks here
    answer: Markdown  # what a strong candidate says, with the numbers of the case
    aim: Inline  # what that answer shows


class Pattern(Schema):
    """How interviewers lead from one topic to the next."""

    slug: Slug
    name: Text
    summary: Inline
    prompt: Text  # how the interviewer opens
    tests: Inline  # what it shows about a candidate
    case: Markdown  # the details on which the chain is worked
    steps: Annotated[tuple[PatternStep, ...], Field(min_length=2)]


class Patterns(Schema):
    """``content/guide/patterns.yaml``"""

    intro: Markdown
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]


class AntiPatternExample(Schema):
    question: Text  # on which the habit shows
    bad: Markdown  # an answer of this kind
    heard: Inline  # what the interviewer hears in it
    good: Markdown  # a good answer to the same question


class AntiPattern(AntiPatternExample):
    """One of the ways in which candidates fail, on one example or two."""

    slug: Slug
    name: Text
    behavior: Inline
    second: AntiPatternExample | None = None
    fix: Inline  # how to lose the habit


class AntiPatterns(Schema):
    """``content/guide/anti-patterns.yaml``"""

    intro: Markdown
    anti_patterns: Annotated[tuple[AntiPattern, ...], Field(min_length=1)]


class Callout(Schema):
    """A remark set apart; ``place`` names the page section that shows it."""

    slug: Slug
    place: Literal[
        "rounds",
        "companies",
        "roles",
        "warm-up",
        "connections",
        "checkpoints",
        "resources",
        "patterns",
        "anti-patterns",
    ]
    kind: Literal["interviewer", "company", "trap", "answer"]
    title: Text
    body: Markdown


class Outcome(Schema):
    """A thing that learners can do afterwards, and the topic that teaches it."""

    topic: TopicSlug
    text: Inline


class ConnectionStage(Schema):
    """One stage of every debugging session."""

    name: Text
    topics: Annotated[tuple[TopicSlug, ...], Field(min_length=1)]
    text: Inline


class WhatNext(Schema):
    """A field to go on to."""

    name: Text
    text: Inline
    topics: tuple[TopicSlug, ...]  # empty: all


class Scenario(Schema):
    """The scene that opens the guide."""

    title: Text
    body: Markdown
    lesson: Markdown


class WarmUpVerdict(Schema):
    """How many stumbles in a warm-up are forgiven, and the verdict ``within`` and ``beyond`` that number."""

    forgiven: Annotated[int, Field(ge=0)]
    within: Inline
    beyond: Inline


class Overview(Schema):
    """``content/guide/overview.yaml``"""

    promise: Text  # the landing page's one sentence
    scenario: Scenario
    outcomes_intro: Inline
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    assessment_intro: Inline
    map_intro: Inline
    connections_intro: Markdown
    connections: Annotated[tuple[ConnectionStage, ...], Field(min_length=2)]
    calibration_intro: Markdown  # introduces the roles × depth table
    companies_intro: Markdown
    cheat_sheet_intro: Inline
    warm_up_intro: Inline
    warm_up_verdict: WarmUpVerdict
    tracker_intro: Inline
    checkpoints_intro: Markdown
    what_next_intro: Inline
    what_next: Annotated[tuple[WhatNext, ...], Field(min_length=1)]
    callouts: tuple[Callout, ...] = ()
