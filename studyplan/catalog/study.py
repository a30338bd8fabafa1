"""A topic's study material as it was loaded: each part is read when a page first asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.safestring import SafeString
from pydantic import BaseModel

from studyplan.catalog.files import material
from studyplan.catalog.models import Document
from studyplan.catalog.track import from_row, safe
from studyplan.catalog.version import per_content

Model = TypeVar("Model", bound=BaseModel)
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a lesson's list of contents."""

    anchor: str
    html: SafeString
    level: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson with its list of contents."""

    html: SafeString
    headings: tuple[Heading, ...]
    words: int


def lesson_of(topic: str) -> Lesson | None:
    """The topic's lesson, if it is written."""
    return _kept(f"lesson-{topic}", _lesson)


def study_of(topic: str) -> material.Study | None:
    """The 60-second answer, the cheat-sheet card, the companies' questions, mistakes and sources, if written."""
    return _model(f"study-{topic}", material.Study)


def problems_of(topic: str) -> tuple[material.Problem, ...]:
    """The topic's practice problems."""
    found = _model(f"problems-{topic}", material.Problems)
    return found.problems if found else ()


def probes_of(topic: str) -> tuple[material.Probe, ...]:
    """The checks of each level."""
    found = _model(f"probes-{topic}", material.Probes)
    return found.probes if found else ()


def rapid_fire_of(topic: str) -> tuple[material.RapidFire, ...]:
    """The questions with 60-second answers."""
    found = _model(f"cards-{topic}", material.Cards)
    return found.rapid_fire if found else ()


def flashcards_of(topic: str) -> tuple[material.Flashcard, ...]:
    """The flashcards."""
    found = _model(f"cards-{topic}", material.Cards)
    return found.flashcards if found else ()


def _lesson(data: dict[str, Any]) -> Lesson:
    headings = (Heading(each["anchor"], safe(each["html"]), each["level"]) for each in data["headings"])
    return Lesson(safe(data["html"]), tuple(headings), data["words"])


def _model(slug: str, model: type[Model]) -> Model | None:
    return _kept(slug, lambda data: from_row(model, data))


@per_content
def _read() -> dict[str, Any]:
    """What has been read of this content so far, by document."""
    return {}


def _kept(slug: str, make: Callable[[dict[str, Any]], Made]) -> Made | None:
    """What ``make`` makes of a document, once per content; ``None`` where there is no such document."""
    read = _read()
    if slug not in read:
        stored = Document.objects.filter(slug=slug).first()
        read[slug] = make(stored.data) if stored else None
    found: Made | None = read[slug]
    return found
