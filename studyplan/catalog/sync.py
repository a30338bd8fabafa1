"""Checked content to rows: upsert by slug, retire what is gone, never delete what users may refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar, cast

from django.db import models, transaction

from studyplan.catalog.files.content import Content
from studyplan.catalog.files.fields import Markup
from studyplan.catalog.material_rows import (
    as_document,
    card_rows,
    coding_rows,
    derivation_rows,
    material_documents,
    probe_rows,
    problem_rows,
    render_json,
    section_rows,
)
from studyplan.catalog.models import (
    Card,
    CodingProblem,
    Company,
    CompanyTopic,
    ContentVersion,
    Derivation,
    Document,
    LessonSection,
    Material,
    Prerequisite,
    PrimerPage,
    Probe,
    Problem,
    Role,
    RoleTarget,
    Round,
    RoundTopic,
    Slugged,
    Topic,
)

SluggedT = TypeVar("SluggedT", bound=Slugged)
MaterialT = TypeVar("MaterialT", bound=Material)
INLINE = Markup("inline")


@transaction.atomic
def sync(content: Content, digest: str, now: datetime) -> None:
    """Make the rows say what ``content`` says; all of it or, if anything fails, nothing."""
    # First, so that of two processes that load at once the second waits here for the first.
    ContentVersion.objects.update_or_create(pk=1, defaults={"digest": digest, "loaded_at": now})
    topics = upsert(Topic, topic_rows(content))
    roles = upsert(Role, role_rows(content))
    companies = upsert(Company, company_rows(content))
    rounds = upsert(Round, round_rows(content))
    replace(Prerequisite, prerequisite_rows(content, topics))
    replace(RoleTarget, target_rows(content, roles, topics))
    replace(CompanyTopic, company_topic_rows(content, companies, topics))
    replace(RoundTopic, round_topic_rows(content, rounds, topics))
    upsert(PrimerPage, primer_rows(content))
    upsert_material(LessonSection, section_rows(content, topics))
    upsert_material(Derivation, derivation_rows(content, topics))
    upsert_material(CodingProblem, coding_rows(content, topics))
    upsert_material(Problem, problem_rows(content, topics))
    upsert_material(Probe, probe_rows(content, topics))
    upsert_material(Card, card_rows(content, topics))
    replace(Document, [*document_rows(content), *material_documents(content)])


def upsert(model: type[SluggedT], rows: Iterable[SluggedT]) -> dict[str, SluggedT]:
    """Insert or update by slug, retire the others; slug → row as stored."""
    named = {row.slug: row for row in rows}
    manager = cast("models.Manager[SluggedT]", model._default_manager)
    fields = [field.name for field in model._meta.concrete_fields if field.name not in ("id", "slug")]
    manager.bulk_create(named.values(), update_conflicts=True, unique_fields=["slug"], update_fields=fields)
    manager.exclude(slug__in=named).update(is_retired=True)
    return {row.slug: row for row in manager.filter(slug__in=named)}


def upsert_material(model: type[MaterialT], rows: Iterable[MaterialT]) -> None:
    """The same for what a slug names within its topic only."""
    rows = list(rows)
    manager = cast("models.Manager[MaterialT]", model._default_manager)
    fields = [field.name for field in model._meta.concrete_fields if field.name not in ("id", "topic", "slug")]
    manager.update(is_retired=True)
    manager.bulk_create(rows, update_conflicts=True, unique_fields=["topic", "slug"], update_fields=fields)


def replace(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Write the rows of a table that nobody refers to anew."""
    model._default_manager.all().delete()
    model._default_manager.bulk_create(rows)


def topic_rows(content: Content) -> Iterable[Topic]:
    tiers = {tier.slug: tier.number for tier in content.track.tiers}
    for slug, topic in content.topics.items():
        yield Topic(
            slug=slug,
            position=topic.number,
            name=topic.title,
            short_name=topic.short_title,
            tier=topic.tier,
            tier_number=tiers[topic.tier],
            level_minutes=list(topic.minutes),
            mock_format=topic.mock.format if topic.mock else "",
            mock_least=topic.mock.least if topic.mock else None,
            fixed_frequency=topic.fixed_frequency,
        )


def role_rows(content: Content) -> Iterable[Role]:
    for slug, role in content.roles.items():
        yield Role(
            slug=slug,
            position=role.position,
            name=role.name,
            short_name=role.short_name,
            setting=role.setting or "",
        )


def company_rows(content: Content) -> Iterable[Company]:
    for slug, company in content.companies.items():
        yield Company(
            slug=slug,
            position=company.position,
            name=company.name,
            reported_for=company.reported_for,
            unnamed_frequency=company.unnamed_frequency,
            emphasis=company.emphasis,
        )


def round_rows(content: Content) -> Iterable[Round]:
    """A row per kind of round, in the file's order."""
    for position, kind in enumerate(content.rounds.rounds, start=1):
        yield Round(slug=kind.slug, position=position, name=kind.name, minutes=kind.minutes, emphasis=kind.emphasis)


def prerequisite_rows(content: Content, topics: Mapping[str, Topic]) -> Iterable[Prerequisite]:
    """A row per prerequisite, in the order of the files."""
    for slug, topic in content.topics.items():
        kinds = {Prerequisite.Kind.HARD: topic.prerequisites.hard, Prerequisite.Kind.SOFT: topic.prerequisites.soft}
        for kind, requirements in kinds.items():
            for requirement in requirements:
                why_html = content.rendered(INLINE, requirement.why)
                requires = topics[requirement.topic]
                yield Prerequisite(topic=topics[slug], requires=requires, kind=kind, why_html=why_html)


def target_rows(content: Content, roles: Mapping[str, Role], topics: Mapping[str, Topic]) -> Iterable[RoleTarget]:
    """A row per cell of the roles table: its level is that of its highest word unless the cell says otherwise."""
    words = content.track.depth_words
    for role_slug, role in content.roles.items():
        for slug, target in role.targets.items():
            yield RoleTarget(
                role=roles[role_slug],
                topic=topics[slug],
                words=" + ".join(words[word].name for word in target.words),
                word_slugs=list(target.words),
                level=target.level or max(words[word].level for word in target.words),
            )


def company_topic_rows(
    content: Content, companies: Mapping[str, Company], topics: Mapping[str, Topic]
) -> Iterable[CompanyTopic]:
    for company_slug, company in content.companies.items():
        for slug, entry in company.topics.items():
            yield CompanyTopic(
                company=companies[company_slug],
                topic=topics[slug],
                frequency=entry.frequency,
                question=entry.question,
            )


def round_topic_rows(
    content: Content, rounds: Mapping[str, Round], topics: Mapping[str, Topic]
) -> Iterable[RoundTopic]:
    for kind in content.rounds.rounds:
        for slug, depth in kind.depths.items():
            yield RoundTopic(round=rounds[kind.slug], topic=topics[slug], depth=depth)


def primer_rows(content: Content) -> Iterable[PrimerPage]:
    for position, page in enumerate(content.primer.pages if content.primer else (), start=1):
        yield PrimerPage(slug=page.slug, position=position, name=page.title, minutes=page.minutes)


def document_rows(content: Content) -> Iterable[Document]:
    """A document per file that pages read as a whole, and per folder of files."""
    documents = {
        "track": content.track,
        "overview": content.overview,
        "patterns": content.patterns,
        "anti-patterns": content.anti_patterns,
        "resources": content.resources,
        "rounds": content.rounds,
        "mock-formats": content.mock_formats,
        "manager-prompts": content.manager_prompts,
    }
    data_by_slug: dict[str, dict[str, Any]] = {slug: render_json(content, model) for slug, model in documents.items()}
    for name, models_by_slug in (
        ("topics", content.topics),
        ("roles", content.roles),
        ("companies", content.companies),
        ("mocks", content.mocks),
    ):
        data_by_slug[name] = {slug: render_json(content, model) for slug, model in models_by_slug.items()}
    if content.primer:
        data_by_slug["primer"] = render_json(content, content.primer)
    for slug, page in content.primer_texts.items():
        headings = [asdict(heading) for heading in page.headings]
        data_by_slug[f"primer-{slug}"] = {"html": page.html, "headings": headings}
    for slug, data in data_by_slug.items():
        yield as_document(slug, data)
