"""Texts as they were loaded: topics, overview, patterns, anti-patterns, resources, the rounds' introduction."""

from __future__ import annotations

from typing import TypeVar

from django.utils.safestring import SafeString
from pydantic import BaseModel

from studyplan.catalog import schema
from studyplan.catalog.models import Document
from studyplan.catalog.track import from_row, safe
from studyplan.catalog.version import per_content

Model = TypeVar("Model", bound=BaseModel)


@per_content
def topic_texts() -> dict[str, schema.Topic]:
    """What each topic's file says, by slug, in topic order."""
    stored = Document.objects.get(slug="topics").data
    return {slug: from_row(schema.Topic, data) for slug, data in stored.items()}


@per_content
def overview() -> schema.Overview:
    """The landing sentence, the opening scenario, outcomes, introductions, connections, callouts, what comes next."""
    return _document("overview", schema.Overview)


@per_content
def patterns() -> schema.Patterns:
    """How interviewers chain topics."""
    return _document("patterns", schema.Patterns)


@per_content
def anti_patterns() -> schema.AntiPatterns:
    """How candidates fail."""
    return _document("anti-patterns", schema.AntiPatterns)


@per_content
def resources() -> schema.Resources:
    """Books, courses and papers by level."""
    return _document("resources", schema.Resources)


@per_content
def rounds_intro() -> SafeString:
    """What the table of rounds is for."""
    return safe(Document.objects.get(slug="rounds").data["intro"])


def callouts(place: str) -> tuple[schema.Callout, ...]:
    """The remarks that belong to a section of the guide."""
    return tuple(callout for callout in overview().callouts if callout.place == place)


def _document(slug: str, model: type[Model]) -> Model:
    return from_row(model, Document.objects.get(slug=slug).data)
