"""The reference of a topic as data: what one looks up in it, the visitor's own role, company and level first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from studyplan.catalog import pages, study
from studyplan.catalog.files import material, schema
from studyplan.catalog.models import Company, Prerequisite, Topic
from studyplan.catalog.pages import TopicStanding
from studyplan.catalog.track import Track, mark_html_safe, track
from studyplan.catalog.version import per_content
from studyplan.core.scoring import GoalScore
from studyplan.dashboard.topics.personal import PersonalPage
from studyplan.dashboard.viewer import Viewer


@dataclass(frozen=True, slots=True)
class LevelAnchor:
    """The meaning of a level for this topic, and whether the visitor is there or aims at it."""

    level: int
    name: str
    text: str
    is_yours: bool
    is_target: bool


@dataclass(frozen=True, slots=True)
class RelatedTopic:
    """Another topic, how this one is tied to it, and how firm the visitor is there ("" where that is not known)."""

    topic: Topic
    why: str
    standing: TopicStanding
    is_hard: bool = True
    state: str = ""


@dataclass(frozen=True, slots=True)
class CompanyQuestion:
    """How a company asks about the topic; ``question`` is "" where its reports do not name it."""

    company: Company
    word: pages.Word
    question: str
    is_yours: bool
    answer: material.CompanyAnswer | None = None


@dataclass(frozen=True, slots=True)
class RoundDepth:
    round: schema.Round
    word: pages.Word
    is_yours: bool


class ReferencePage(PersonalPage):
    part: ClassVar[str] = "reference"

    @cached_property
    def study(self) -> material.Study | None:
        return study.study_of(self.topic.slug)

    @property
    def target_words(self) -> tuple[schema.DepthWord, ...]:
        return tuple(track().depth_words[slug] for slug in self.target.word_slugs)

    @property
    def anchors(self) -> tuple[LevelAnchor, ...]:
        return tuple(_anchors(self.text, self.standing, track()))

    @cached_property
    def requires(self) -> tuple[RelatedTopic, ...]:
        return tuple(_requires(self.topic, self.standings, track().policy))

    @cached_property
    def leads_to(self) -> tuple[RelatedTopic, ...]:
        return tuple(_leads_to(self.topic, self.standings))

    @cached_property
    def connections(self) -> tuple[RelatedTopic, ...]:
        return tuple(_connections(self.text, self.standings))

    @cached_property
    def companies(self) -> tuple[CompanyQuestion, ...]:
        return tuple(_companies(self.topic, self.viewer))

    @cached_property
    def always(self) -> pages.Word | None:
        return pages.fixed_frequency_word(self.topic)

    @cached_property
    def rounds(self) -> tuple[RoundDepth, ...]:
        return tuple(_rounds(self.topic, self.viewer))

    @cached_property
    def resources(self) -> pages.ResourcePage | None:
        return _resources(self.topic, self.viewer, self.scores)


def _anchors(text: schema.Topic, standing: TopicStanding, words: Track) -> Iterator[LevelAnchor]:
    for level, anchor in enumerate(text.anchors, start=1):
        is_target = level == standing.target
        yield LevelAnchor(level, words.level_name(level), anchor, level == standing.level, is_target)


@per_content
def _edges() -> tuple[Prerequisite, ...]:
    rows = Prerequisite.objects.select_related("topic", "requires")
    return tuple(rows.order_by("topic__position", "kind", "requires__position"))


def _requires(topic: Topic, standings: dict[str, TopicStanding], policy: schema.TrackPolicy) -> Iterator[RelatedTopic]:
    for edge in _edges():
        if edge.topic == topic:
            standing = standings[edge.requires.slug]
            is_hard = edge.kind == Prerequisite.Kind.HARD
            yield RelatedTopic(
                edge.requires, mark_html_safe(edge.why_html), standing, is_hard, _state(standing.level, policy)
            )


def _state(level: int | None, policy: schema.TrackPolicy) -> str:
    if level is None:
        return ""
    if level < policy.prerequisite_met_from:
        return "unmet"
    return "shaky" if level < policy.prerequisite_firm_from else "met"


def _leads_to(topic: Topic, standings: dict[str, TopicStanding]) -> Iterator[RelatedTopic]:
    for edge in _edges():
        if edge.requires == topic:
            yield RelatedTopic(
                edge.topic,
                mark_html_safe(edge.why_html),
                standings[edge.topic.slug],
                edge.kind == Prerequisite.Kind.HARD,
            )


def _connections(text: schema.Topic, standings: dict[str, TopicStanding]) -> Iterator[RelatedTopic]:
    for connection in text.connections:
        yield RelatedTopic(pages.topics()[connection.topic], connection.how, standings[connection.topic])


def _chosen(values: Iterable[str | None]) -> set[str]:
    return {value for value in values if value}


def _companies(topic: Topic, viewer: Viewer) -> Iterator[CompanyQuestion]:
    """The visitor's companies first, named or not; of the others those that name the topic."""
    yours = _chosen(interview.company for interview in viewer.goal.interviews)
    topic_study = study.study_of(topic.slug)
    answers = {answer.company: answer for answer in topic_study.companies} if topic_study else {}
    for page in sorted(pages.company_pages(), key=lambda page: page.company.slug not in yours):
        row = next((row for row in page.rows if row.topic == topic), None)
        is_yours = page.company.slug in yours
        if row:
            yield CompanyQuestion(page.company, row.word, row.question, is_yours, answers.get(page.company.slug))
        elif is_yours:
            yield CompanyQuestion(page.company, page.unnamed, "", is_yours)


def _rounds(topic: Topic, viewer: Viewer) -> Iterator[RoundDepth]:
    yours = _chosen(slug for interview in viewer.goal.interviews for slug in interview.rounds)
    table = pages.rounds_table()
    row = next(row for row in table.rows if row.topic == topic)
    for round_, word in zip(table.rounds, row.words, strict=True):
        yield RoundDepth(round_, word, round_.slug in yours)


def _resources(topic: Topic, viewer: Viewer, scores: GoalScore) -> pages.ResourcePage | None:
    """Those for the visitor's total that cover the topic; ``None`` until every topic is rated."""
    if len(viewer.levels) < len(scores.topics):
        return None
    level = track().resource_level(scores.total)
    page = next(page for page in pages.resource_pages() if page.level == level)
    fitting = (resource for resource in page.resources if not resource.topics or topic in resource.topics)
    return pages.ResourcePage(level, tuple(fitting))
