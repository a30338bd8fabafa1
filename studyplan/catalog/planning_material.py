"""Rows → ``core.material.StudyMaterial``: what there is to study, piece by piece, with the minutes of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from studyplan.catalog.files import mocks, schema
from studyplan.catalog.files.pace import PROBE_MINUTES, RAPID_FIRE_MINUTES
from studyplan.catalog.guide import mock_formats
from studyplan.catalog.models import (
    Card,
    CodingProblem,
    Company,
    Derivation,
    LessonSection,
    PrimerPage,
    Probe,
    Problem,
    Round,
    Topic,
)
from studyplan.catalog.track import Track
from studyplan.core.material import Emphasis, RehearsalFormat, StudyItem, StudyMaterial, TopicMaterial, TopicMock

ItemsByTopic = dict[str, tuple[StudyItem, ...]]


def study_material(words: Track) -> StudyMaterial:
    """All that the content holds: asked for once per content, by ``syllabus``."""
    return StudyMaterial(
        topics=_topics(),
        primer={page.slug: StudyItem(page.slug, page.name, page.minutes) for page in PrimerPage.objects.current()},
        formats=tuple(map(_rehearsal, mock_formats().formats)),
        neutral=_emphasis(words.policy.emphasis),
        rounds={row.slug: _emphasis(row.emphasis) for row in Round.objects.current()},
        companies={row.slug: _emphasis(row.emphasis) for row in Company.objects.current()},
    )


def topic_mock(row: Topic) -> TopicMock | None:
    """The topic's own mock interview, which lasts as long as its format."""
    for entry in mock_formats().formats if row.mock_least else ():
        if entry.slug == row.mock_format:
            return TopicMock(entry.minutes, row.mock_least or 0, StudyItem(entry.slug, entry.name, entry.minutes))
    return None


def _topics() -> dict[str, TopicMaterial]:
    sections, derivations = _sections(), _derivations()
    problems = _problems(Problem.objects.current().select_related("topic"))
    coding = _problems(CodingProblem.objects.current().select_related("topic"))
    cards = Card.objects.current().filter(kind=Card.Kind.RAPID_FIRE).select_related("topic")
    rapid_fire = _questions(cards, RAPID_FIRE_MINUTES)
    probes = _questions(Probe.objects.current().select_related("topic"), PROBE_MINUTES)
    return {
        slug: TopicMaterial(
            sections=sections.get(slug, ()),
            derivations=derivations.get(slug, ()),
            problems=problems.get(slug, ()),
            coding=coding.get(slug, ()),
            rapid_fire=rapid_fire.get(slug, ()),
            probes=probes.get(slug, ()),
        )
        for slug in Topic.objects.current().values_list("slug", flat=True)
    }


def _sections() -> ItemsByTopic:
    return _by_topic(
        (row.topic.slug, StudyItem(row.slug, row.title, row.minutes, row.level, primer=tuple(row.primer_slugs)))
        for row in LessonSection.objects.current().select_related("topic")
    )


def _derivations() -> ItemsByTopic:
    return _by_topic(
        (row.topic.slug, StudyItem(row.slug, row.title, row.minutes, row.level))
        for row in Derivation.objects.current().select_related("topic")
    )


def _problems(rows: Iterable[Problem | CodingProblem]) -> ItemsByTopic:
    return _by_topic(
        (
            row.topic.slug,
            StudyItem(
                row.slug, row.title, row.minutes, row.level, tuple(row.round_slugs), companies=tuple(row.company_slugs)
            ),
        )
        for row in rows
    )


def _questions(rows: Iterable[Card | Probe], minutes: int) -> ItemsByTopic:
    return _by_topic((row.topic.slug, StudyItem(row.slug, row.title, minutes, row.level or 2)) for row in rows)


def _by_topic(pairs: Iterable[tuple[str, StudyItem]]) -> ItemsByTopic:
    items: dict[str, list[StudyItem]] = {}
    for topic, item in pairs:
        items.setdefault(topic, []).append(item)
    return {topic: tuple(of_topic) for topic, of_topic in items.items()}


def _rehearsal(entry: mocks.Format) -> RehearsalFormat:
    follows_pattern = any(part.kind == "chain" for part in entry.parts)
    return RehearsalFormat(entry.slug, entry.name, entry.minutes, entry.rehearses, follows_pattern)


def _emphasis(parts: Mapping[schema.Activity, int]) -> Emphasis:
    """Activities that are not named get no parts."""
    return Emphasis(
        parts.get("derive", 0), parts.get("practice", 0), parts.get("implement", 0), parts.get("rapid-fire", 0)
    )
