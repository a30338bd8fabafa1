"""Texts as they were loaded: topics, roles, companies, rounds, overview, patterns, anti-patterns, resources."""

from __future__ import annotations

from studyplan.catalog.files import guide, mocks, schema
from studyplan.catalog.files.fields import SchemaT
from studyplan.catalog.models import Document
from studyplan.catalog.track import from_json
from studyplan.catalog.version import per_content


@per_content
def topic_texts() -> dict[str, schema.Topic]:
    """By slug, in topic order."""
    return _documents("topics", schema.Topic)


@per_content
def role_texts() -> dict[str, schema.Role]:
    """By slug, in the roles' order."""
    return _documents("roles", schema.Role)


@per_content
def company_texts() -> dict[str, schema.Company]:
    """By slug, in the companies' order."""
    return _documents("companies", schema.Company)


@per_content
def rounds() -> schema.Rounds:
    return _document("rounds", schema.Rounds)


@per_content
def overview() -> guide.Overview:
    """The landing sentence, the opening scenario, outcomes, introductions, connections, callouts, what comes next."""
    return _document("overview", guide.Overview)


@per_content
def patterns() -> guide.Patterns:
    return _document("patterns", guide.Patterns)


@per_content
def anti_patterns() -> guide.AntiPatterns:
    return _document("anti-patterns", guide.AntiPatterns)


@per_content
def resources() -> guide.Resources:
    return _document("resources", guide.Resources)


@per_content
def mock_formats() -> mocks.Formats:
    """The mock interviews on offer, and the parts of each."""
    return _document("mock-formats", mocks.Formats)


@per_content
def manager_prompts() -> tuple[mocks.ManagerPrompt, ...]:
    return _document("manager-prompts", mocks.ManagerPrompts).prompts


@per_content
def chains() -> dict[str, mocks.Chain]:
    """The scripts of mock interviews that follow one situation, by slug, in order."""
    stored = Document.objects.get(slug="mocks").data
    return {slug: from_json(mocks.Chain, data) for slug, data in stored.items()}


def callouts(place: str) -> tuple[guide.Callout, ...]:
    """The remarks that belong to a section of the guide."""
    return tuple(callout for callout in overview().callouts if callout.place == place)


def _document(slug: str, model: type[SchemaT]) -> SchemaT:
    return from_json(model, Document.objects.get(slug=slug).data)


def _documents(slug: str, model: type[SchemaT]) -> dict[str, SchemaT]:
    return {name: from_json(model, data) for name, data in Document.objects.get(slug=slug).data.items()}
