"""A topic's study material as it was loaded: each part is read when a page first asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
class SectionText:
    """``level`` is the one that it helps to gain, ``primer`` the pages that it leans on."""

    slug: str
    title: SafeString
    html: SafeString
    minutes: int
    level: int | None  # while study.yaml does not say it
    primer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    sections: tuple[SectionText, ...]
    headings: tuple[Heading, ...]
    words: int

    @property
    def html(self) -> SafeString:
        return mark_html_safe("".join(section.html for section in self.sections))


@dataclass(frozen=True, slots=True)
class PrimerText:
    html: SafeString
    headings: tuple[Heading, ...]


def lesson_of(topic: str) -> Lesson | None:
    return _cached_part(f"lesson-{topic}", _make_lesson)


def fetch_lesson(topic: str) -> Lesson | None:
    """The same for whoever needs it once: it is not kept."""
    document = Document.objects.filter(slug=f"lesson-{topic}").first()
    return _make_lesson(document.data) if document else None


def study_of(topic: str) -> material.Study | None:
    """The 60-second answer, the cheat-sheet card, the companies' questions, mistakes and sources, if written."""
    return _schema_part(f"study-{topic}", material.Study)


def derivations_of(topic: str) -> tuple[material.Derivation, ...]:
    file = _schema_part(f"derivations-{topic}", material.Derivations)
    return file.derivations if file else ()


def coding_problems_of(topic: str) -> tuple[material.CodingProblem, ...]:
    file = _schema_part(f"implement-{topic}", material.CodingProblems)
    return file.problems if file else ()


def code_of(topic: str) -> Mapping[str, material.CodeFiles]:
    """The files of each coding problem."""
    return _cached_part(f"code-{topic}", _make_codes) or {}


def primer_pages() -> tuple[material.PrimerPage, ...]:
    file = _schema_part("primer", material.Primer)
    return file.pages if file else ()


def primer_text(page: str) -> PrimerText | None:
    return _cached_part(f"primer-{page}", _make_primer_text)


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
    sections = (
        SectionText(
            slug=section["slug"],
            title=mark_html_safe(section["title"]),
            html=mark_html_safe(section["html"]),
            minutes=section["minutes"],
            level=section["level"],
            primer=tuple(section["primer"]),
        )
        for section in data["sections"]
    )
    return Lesson(tuple(sections), _make_headings(data), data["words"])


def _make_primer_text(data: dict[str, Any]) -> PrimerText:
    return PrimerText(mark_html_safe(data["html"]), _make_headings(data))


def _make_headings(data: dict[str, Any]) -> tuple[Heading, ...]:
    return tuple(
        Heading(heading["anchor"], mark_html_safe(heading["html"]), heading["level"]) for heading in data["headings"]
    )


def _make_codes(data: dict[str, Any]) -> dict[str, material.CodeFiles]:
    return {slug: from_json(material.CodeFiles, files) for slug, files in data.items()}


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
