"""The catalog's pages as data: cheat sheet, guide tables. Built once per content version; templates only print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from studyplan.catalog.files import schema
from studyplan.catalog.guide import company_texts, overview, patterns, role_texts, rounds, topic_texts
from studyplan.catalog.models import Company, Role, RoleTarget, Topic
from studyplan.catalog.study import study_of
from studyplan.catalog.track import track
from studyplan.catalog.version import per_content

STRONG_FROM, FAINT_BELOW = 8, 4  # weights: what stands out in a table, and what steps back


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a table with its weight, and the class that shows it."""

    name: str
    weight: int

    @property
    def tone(self) -> str:
        """The class of its cell."""
        return "strong" if self.weight >= STRONG_FROM else "muted" if self.weight < FAINT_BELOW else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A topic with the texts of its file."""

    topic: Topic
    text: schema.Topic
    hard: tuple[Topic, ...]  # prerequisites
    soft: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class TierGroup:
    """A tier and its topics."""

    tier: schema.Tier
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of a table of words: a topic, and a word for each round or company."""

    topic: Topic
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class RoundsTable:
    """How deep each round goes into each topic."""

    rounds: tuple[schema.Round, ...]
    rows: tuple[WordRow, ...]


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A topic that a company's reports name."""

    topic: Topic
    word: Word
    question: str


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """A company, with the topics that its reports name: the most frequent first."""

    company: Company
    text: schema.Company
    rows: tuple[CompanyRow, ...]
    unnamed: Word


@dataclass(frozen=True, slots=True)
class RoleRow:
    """How deep each role must know one topic."""

    topic: Topic
    targets: tuple[RoleTarget, ...]


@dataclass(frozen=True, slots=True)
class RolePage:
    """A role with the texts of its file."""

    role: Role
    text: schema.Role


@dataclass(frozen=True, slots=True)
class RolesTable:
    """Topics × roles."""

    roles: tuple[Role, ...]
    rows: tuple[RoleRow, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Something that the guide says, and the topics that it is about."""

    item: schema.PatternStep | schema.Outcome | schema.ConnectionStage | schema.WhatNext | schema.Resource
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class PatternPage:
    """A pattern and its chain."""

    pattern: schema.Pattern
    steps: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class ResourcePage:
    """A level of resources."""

    level: schema.ResourceLevel
    resources: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A visitor's level on a topic, ``None`` where it is not rated, and the level that their goal asks for."""

    level: int | None
    target: int


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The role that a visitor studies for, where they stand on each topic (by slug), and which ones they starred."""

    role: Role
    topics: Mapping[str, Standing]
    starred: frozenset[str]


@per_content
def topics() -> dict[str, Topic]:
    """The topics by slug, in their order."""
    return {topic.slug: topic for topic in Topic.objects.current()}


@per_content
def entries() -> tuple[Entry, ...]:
    """All topics with their texts."""
    return tuple(_entry(topic, topic_texts()[slug]) for slug, topic in topics().items())


def _entry(topic: Topic, text: schema.Topic) -> Entry:
    before = text.prerequisites
    return Entry(topic, text, linked(each.topic for each in before.hard), linked(each.topic for each in before.soft))


@per_content
def sheet_cards() -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    """All topics with the lines of their cheat-sheet cards, as far as they are written."""
    found = ((entry, study_of(entry.topic.slug)) for entry in entries())
    return tuple((entry, study.card if study else ()) for entry, study in found)


@per_content
def tier_groups() -> tuple[TierGroup, ...]:
    """The topics by tier."""
    return tuple(
        TierGroup(tier, tuple(entry for entry in entries() if entry.topic.tier == tier.slug)) for tier in track().tiers
    )


@per_content
def rounds_table() -> RoundsTable:
    """The mapping of topics to rounds."""
    found, names = rounds().rounds, track().round_depths

    def word(each: schema.Round, slug: str) -> Word:
        depth = names[each.depths[slug]]
        return Word(depth.name, depth.weight)

    rows = (WordRow(topic, tuple(word(each, slug) for each in found)) for slug, topic in topics().items())
    return RoundsTable(found, tuple(rows))


@per_content
def company_pages() -> tuple[CompanyPage, ...]:
    """The companies with their tables."""
    return tuple(map(_company_page, Company.objects.current().prefetch_related("topics__topic")))


def _company_page(company: Company) -> CompanyPage:
    rows = (CompanyRow(entry.topic, frequency(entry.frequency), entry.question) for entry in company.topics.all())
    in_order = sorted(rows, key=lambda row: (-row.word.weight, row.topic.position))
    text = company_texts()[company.slug]
    return CompanyPage(company, text, tuple(in_order), frequency(company.unnamed_frequency))


def frequency(slug: str) -> Word:
    """A word for how often a topic is asked."""
    word = track().frequencies[slug]
    return Word(word.name, word.weight)


def fixed_frequency(topic: Topic) -> Word | None:
    """The word for a topic that is asked equally often everywhere; ``None`` for the others."""
    words = [frequency(slug) for slug in track().frequencies]
    return next((word for word in words if word.weight == topic.fixed_frequency), None)


@per_content
def companies_table() -> tuple[WordRow, ...]:
    """Topics × companies, as the planner counts them: topics that a company does not name included."""
    rows = []
    for slug, topic in topics().items():
        named = ({row.topic.slug: row.word for row in page.rows}.get(slug, page.unnamed) for page in company_pages())
        rows.append(WordRow(topic, tuple(fixed_frequency(topic) or word for word in named)))
    return tuple(rows)


@per_content
def roles_table() -> RolesTable:
    """Topics × roles."""
    roles = tuple(Role.objects.current().prefetch_related("targets__topic"))
    targets = {(role.slug, target.topic.slug): target for role in roles for target in role.targets.all()}
    rows = (RoleRow(topic, tuple(targets[role.slug, slug] for role in roles)) for slug, topic in topics().items())
    return RolesTable(roles, tuple(rows))


@per_content
def role_pages() -> tuple[RolePage, ...]:
    """The roles with their texts."""
    return tuple(RolePage(role, role_texts()[role.slug]) for role in roles_table().roles)


def linked(slugs: Iterable[str]) -> tuple[Topic, ...]:
    """The topics that slugs name."""
    return tuple(topics()[slug] for slug in slugs)


@per_content
def pattern_pages() -> tuple[PatternPage, ...]:
    """The patterns as chains."""
    return tuple(
        PatternPage(pattern, tuple(Linked(step, linked(step.topics)) for step in pattern.steps))
        for pattern in patterns().patterns
    )


@per_content
def resource_pages() -> tuple[ResourcePage, ...]:
    """The resources by level."""
    return tuple(
        ResourcePage(level, tuple(Linked(resource, linked(resource.topics)) for resource in level.resources))
        for level in track().resource_levels
    )


@per_content
def outcomes() -> tuple[Linked, ...]:
    """What you can do afterwards, with the topic that teaches it."""
    return tuple(Linked(outcome, linked([outcome.topic])) for outcome in overview().outcomes)


@per_content
def connections() -> tuple[Linked, ...]:
    """The stages of every debugging session."""
    return tuple(Linked(stage, linked(stage.topics)) for stage in overview().connections)


@per_content
def what_next() -> tuple[Linked, ...]:
    """The fields to go on to."""
    return tuple(Linked(field, linked(field.topics)) for field in overview().what_next)
