"""The catalog's pages as data: cheat sheet, guide tables. Built once per content version; templates only print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from studyplan.catalog.files import guide, schema
from studyplan.catalog.guide import company_texts, overview, patterns, role_texts, rounds, topic_texts
from studyplan.catalog.models import Company, LessonSection, PrimerPage, Role, RoleTarget, Topic
from studyplan.catalog.study import primer_pages, study_of
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
        return "strong" if self.weight >= STRONG_FROM else "muted" if self.weight < FAINT_BELOW else ""


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic with the texts of its file."""

    topic: Topic
    text: schema.Topic
    hard: tuple[Topic, ...]  # prerequisites
    soft: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class PrimerEntry:
    """A page of the primer, and the sections of lessons that lean on it."""

    page: PrimerPage
    summary: str
    sections: tuple[LessonSection, ...]


@dataclass(frozen=True, slots=True)
class TierGroup:
    tier: schema.Tier
    entries: tuple[TopicEntry, ...]


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of a table of words: a topic, and a word for each round or company."""

    topic: Topic
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class RoundsTable:
    rounds: tuple[schema.Round, ...]
    rows: tuple[WordRow, ...]


@dataclass(frozen=True, slots=True)
class CompanyRow:
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
    topic: Topic
    targets: tuple[RoleTarget, ...]


@dataclass(frozen=True, slots=True)
class RolePage:
    role: Role
    text: schema.Role


@dataclass(frozen=True, slots=True)
class RolesTable:
    roles: tuple[Role, ...]
    rows: tuple[RoleRow, ...]


@dataclass(frozen=True, slots=True)
class TextWithTopics:
    """A part of the guide, and the topics that it is about."""

    item: guide.PatternStep | guide.Outcome | guide.ConnectionStage | guide.WhatNext | guide.Resource
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class PatternPage:
    pattern: guide.Pattern
    steps: tuple[TextWithTopics, ...]


@dataclass(frozen=True, slots=True)
class ResourcePage:
    level: guide.ResourceLevel
    resources: tuple[TextWithTopics, ...]


@dataclass(frozen=True, slots=True)
class TopicStanding:
    """The level that counts for a visitor on a topic, ``None`` where it is not rated, and the one that their goal asks.

    ``claimed``: their own rating, where another level counts.
    """

    level: int | None
    target: int
    claimed: int | None = None


@dataclass(frozen=True, slots=True)
class VisitorStandings:
    """The role that a visitor studies for, where they stand on each topic (by slug), and which ones they starred.

    ``is_anyone``: we know nothing of them, so that a page shows them what it shows everybody.
    """

    role: Role
    topics: Mapping[str, TopicStanding]
    starred: frozenset[str]
    is_anyone: bool


@per_content
def topics() -> dict[str, Topic]:
    """By slug, in the topics' order."""
    return {slug: topic for slug, topic in all_topics().items() if not topic.is_retired}


@per_content
def all_topics() -> dict[str, Topic]:
    """By slug, retired ones too: old plans name them."""
    return {topic.slug: topic for topic in Topic.objects.all()}


@per_content
def topic_entries() -> tuple[TopicEntry, ...]:
    return tuple(_topic_entry(topic, topic_texts()[slug]) for slug, topic in topics().items())


def _topic_entry(topic: Topic, text: schema.Topic) -> TopicEntry:
    hard = topics_named(prerequisite.topic for prerequisite in text.prerequisites.hard)
    soft = topics_named(prerequisite.topic for prerequisite in text.prerequisites.soft)
    return TopicEntry(topic, text, hard, soft)


@per_content
def cheat_sheet_cards() -> tuple[tuple[TopicEntry, tuple[str, ...]], ...]:
    """All topics with the lines of their cheat-sheet cards, as far as they are written."""
    studies = ((entry, study_of(entry.topic.slug)) for entry in topic_entries())
    return tuple((entry, study.card if study else ()) for entry, study in studies)


@per_content
def tier_groups() -> tuple[TierGroup, ...]:
    entries = topic_entries()
    return tuple(
        TierGroup(tier, tuple(entry for entry in entries if entry.topic.tier == tier.slug)) for tier in track().tiers
    )


@per_content
def primer_entries() -> tuple[PrimerEntry, ...]:
    """In the primer's order."""
    texts = {page.slug: page for page in primer_pages()}
    leaning: dict[str, tuple[LessonSection, ...]] = {}
    for section in LessonSection.objects.current().select_related("topic"):
        for slug in section.primer_slugs:
            leaning[slug] = (*leaning.get(slug, ()), section)
    return tuple(
        PrimerEntry(page, texts[page.slug].summary, leaning.get(page.slug, ())) for page in PrimerPage.objects.current()
    )


@per_content
def rounds_table() -> RoundsTable:
    kinds, depths = rounds().rounds, track().round_depths

    def depth_word(kind: schema.Round, slug: str) -> Word:
        depth = depths[kind.depths[slug]]
        return Word(depth.name, depth.weight)

    rows = (WordRow(topic, tuple(depth_word(kind, slug) for kind in kinds)) for slug, topic in topics().items())
    return RoundsTable(kinds, tuple(rows))


@per_content
def company_pages() -> tuple[CompanyPage, ...]:
    return tuple(map(_company_page, Company.objects.current().prefetch_related("topics__topic")))


def _company_page(company: Company) -> CompanyPage:
    rows = (CompanyRow(entry.topic, frequency_word(entry.frequency), entry.question) for entry in company.topics.all())
    by_frequency = sorted(rows, key=lambda row: (-row.word.weight, row.topic.position))
    text = company_texts()[company.slug]
    return CompanyPage(company, text, tuple(by_frequency), frequency_word(company.unnamed_frequency))


def frequency_word(slug: str) -> Word:
    """A word for how often a topic is asked."""
    word = track().frequencies[slug]
    return Word(word.name, word.weight)


def fixed_frequency_word(topic: Topic) -> Word | None:
    """The word for a topic that is asked equally often everywhere; ``None`` for the others."""
    words = [frequency_word(slug) for slug in track().frequencies]
    return next((word for word in words if word.weight == topic.fixed_frequency), None)


@per_content
def companies_table() -> tuple[WordRow, ...]:
    """Topics × companies, as the planner counts them: topics that a company does not name included."""
    rows = []
    for slug, topic in topics().items():
        named = ({row.topic.slug: row.word for row in page.rows}.get(slug, page.unnamed) for page in company_pages())
        rows.append(WordRow(topic, tuple(fixed_frequency_word(topic) or word for word in named)))
    return tuple(rows)


@per_content
def roles_table() -> RolesTable:
    roles = tuple(Role.objects.current().prefetch_related("targets__topic"))
    targets = {(role.slug, target.topic.slug): target for role in roles for target in role.targets.all()}
    rows = (RoleRow(topic, tuple(targets[role.slug, slug] for role in roles)) for slug, topic in topics().items())
    return RolesTable(roles, tuple(rows))


@per_content
def role_pages() -> tuple[RolePage, ...]:
    return tuple(RolePage(role, role_texts()[role.slug]) for role in roles_table().roles)


def topics_named(slugs: Iterable[str]) -> tuple[Topic, ...]:
    return tuple(topics()[slug] for slug in slugs)


def _with_topics(
    items: Iterable[guide.PatternStep | guide.ConnectionStage | guide.WhatNext | guide.Resource],
) -> tuple[TextWithTopics, ...]:
    return tuple(TextWithTopics(item, topics_named(item.topics)) for item in items)


@per_content
def pattern_pages() -> tuple[PatternPage, ...]:
    return tuple(PatternPage(pattern, _with_topics(pattern.steps)) for pattern in patterns().patterns)


@per_content
def resource_pages() -> tuple[ResourcePage, ...]:
    return tuple(ResourcePage(level, _with_topics(level.resources)) for level in track().resource_levels)


@per_content
def outcomes() -> tuple[TextWithTopics, ...]:
    """Each with the topic that teaches it."""
    return tuple(TextWithTopics(outcome, topics_named([outcome.topic])) for outcome in overview().outcomes)


@per_content
def connections() -> tuple[TextWithTopics, ...]:
    return _with_topics(overview().connections)


@per_content
def what_next() -> tuple[TextWithTopics, ...]:
    return _with_topics(overview().what_next)
