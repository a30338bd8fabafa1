"""A topic's study material as it was loaded: each part is read when a page first asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.safestring import SafeString

from studyplan.catalog.files import material
from studyplan.catalog.files.fields import SchemaT
from studyplan.catalog.models import Document
from studyplan.catalog.track import from_json, mark_html_safe
from studyplan.catalog.version import per_content

PartT = TypeVar("PartT")


@dataclass(frozen=True, slots=True)
class Heading:
    anchor: str
    html: SafeString
    level: int


@dataclass(frozen=True, slots=True)
class Lesson:
    html: SafeString
    headings: tuple[Heading, ...]
    words: int


def lesson_of(topic: str) -> Lesson | None:
    return _cached_part(f"lesson-{topic}", _make_lesson)


def fetch_lesson(topic: str) -> Lesson | None:
    """The same for whoever needs it once: it is not kept."""
    document = Document.objects.filter(slug=f"lesson-{topic}").first()
    return _make_lesson(document.data) if document else None


def study_of(topic: str) -> material.Study | None:
    """The 60-second answer, the cheat-sheet card, the companies' questions, mistakes and sources, if written."""
    return _schema_part(f"study-{topic}", material.Study)


def problems_of(topic: str) -> tuple[material.Problem, ...]:
    file = _schema_part(f"problems-{topic}", material.Problems)
    return file.problems if file else ()


def probes_of(topic: str) -> tuple[material.Probe, ...]:
    """The checks of each level."""
    file = _schema_part(f"probes-{topic}", material.Probes)
    return file.probes if file else ()


def rapid_fire_of(topic: str) -> tuple[material.RapidFire, ...]:
    file = _schema_part(f"cards-{topic}", material.Cards)
    return file.rapid_fire if file else ()


def flashcards_of(topic: str) -> tuple[material.Flashcard, ...]:
    file = _schema_part(f"cards-{topic}", material.Cards)
    return file.flashcards if file else ()


def _make_lesson(data: dict[str, Any]) -> Lesson:
    headings = (
        Heading(heading["anchor"], mark_html_safe(heading["html"]), heading["level"]) for heading in data["headings"]
    )
    return Lesson(mark_html_safe(data["html"]), tuple(headings), data["words"])


def _schema_part(slug: str, model: type[SchemaT]) -> SchemaT | None:
    return _cached_part(slug, lambda data: from_json(model, data))


@per_content
def _parts() -> dict[str, Any]:
    """All that was read of this content so far, by document: filled by ``_cached_part``."""
    return {}


def _cached_part(slug: str, make: Callable[[dict[str, Any]], PartT]) -> PartT | None:
    """The result of ``make`` for a document, made once per content; ``None`` where there is no such document."""
    parts = _parts()
    if slug not in parts:
        document = Document.objects.filter(slug=slug).first()
        parts[slug] = make(document.data) if document else None
    part: PartT | None = parts[slug]
    return part
