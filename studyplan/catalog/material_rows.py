"""Checked study material to rows, which users refer to, and to the documents that hold its texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel

from studyplan.catalog.files.content import Content, Material
from studyplan.catalog.files.fields import map_markup
from studyplan.catalog.files.folder import MATERIAL_FILES
from studyplan.catalog.files.render.lesson import RenderedLesson
from studyplan.catalog.models import Card, CodingProblem, Derivation, Document, LessonSection, Probe, Problem, Topic


def section_rows(content: Content, topics: Mapping[str, Topic]) -> Iterable[LessonSection]:
    """A row per section of which study.yaml says what level it serves, in the lesson's order."""
    for slug, material in content.material.items():
        if material.lesson and material.study:
            titles = {section.slug: section.title for section in material.lesson.sections}
            for position, section in enumerate(material.study.sections, start=1):
                yield LessonSection(
                    topic=topics[slug],
                    slug=section.section,
                    position=position,
                    title=titles[section.section],
                    level=section.level,
                    minutes=material.section_minutes[section.section],
                    primer_slugs=list(section.primer),
                )


def numbered(
    content: Content, topics: Mapping[str, Topic], group: str, key: str
) -> Iterator[tuple[dict[str, Any], Any]]:
    """The items under ``key`` of a group of files, in their order, each with what its row says in any case."""
    for slug, material in content.material.items():
        file = getattr(material, group)
        for position, item in enumerate(getattr(file, key) if file else (), start=1):
            yield {"topic": topics[slug], "slug": item.slug, "position": position, "level": item.level}, item


def derivation_rows(content: Content, topics: Mapping[str, Topic]) -> Iterable[Derivation]:
    for place, item in numbered(content, topics, "derivations", "derivations"):
        yield Derivation(**place, title=item.title, kind=item.kind, minutes=item.minutes, section=item.section)


def coding_rows(content: Content, topics: Mapping[str, Topic]) -> Iterable[CodingProblem]:
    for place, item in numbered(content, topics, "implement", "problems"):
        yield CodingProblem(
            **place, title=item.title, minutes=item.minutes, round_slugs=list(item.rounds), section=item.section
        )


def problem_rows(content: Content, topics: Mapping[str, Topic]) -> Iterable[Problem]:
    for place, item in numbered(content, topics, "problems", "problems"):
        yield Problem(
            **place,
            title=item.title,
            kind=item.kind,
            is_hard=item.hard,
            minutes=item.minutes,
            round_slugs=list(item.rounds),
        )


def probe_rows(content: Content, topics: Mapping[str, Topic]) -> Iterable[Probe]:
    for place, _item in numbered(content, topics, "probes", "probes"):
        yield Probe(**place)


def card_rows(content: Content, topics: Mapping[str, Topic]) -> Iterable[Card]:
    """A row per rapid-fire question and flashcard, in the order of the files."""
    for slug, material in content.material.items():
        if material.cards:
            cards: list[tuple[str, str, int | None]] = [
                *((Card.Kind.RAPID_FIRE, card.slug, card.level) for card in material.cards.rapid_fire),
                *((Card.Kind.FLASHCARD, card.slug, None) for card in material.cards.flashcards),
            ]
            for position, (kind, name, level) in enumerate(cards, start=1):
                yield Card(topic=topics[slug], slug=name, position=position, kind=kind, level=level)


def material_documents(content: Content) -> Iterable[Document]:
    """A document per topic and file of its study material: pages read one topic at a time."""
    for slug, material in content.material.items():
        if material.lesson:
            yield as_document(f"lesson-{slug}", lesson_data(material, material.lesson))
        if material.code:
            yield as_document(f"code-{slug}", {name: code.model_dump() for name, code in material.code.items()})
        for group in MATERIAL_FILES:
            if model := getattr(material, group):
                yield as_document(f"{group}-{slug}", render_json(content, model))


def lesson_data(material: Material, lesson: RenderedLesson) -> dict[str, Any]:
    """A lesson in its sections, with what study.yaml says of each."""
    entries = {entry.section: entry for entry in material.study.sections} if material.study else {}
    titles = (heading.html for heading in lesson.headings if heading.level == 2)
    sections = [
        {
            "slug": section.slug,
            "title": title,
            "html": section.html,
            "minutes": material.section_minutes[section.slug],
            "level": entries[section.slug].level if entries else None,
            "primer": list(entries[section.slug].primer) if entries else [],
        }
        for section, title in zip(lesson.sections, titles, strict=True)
    ]
    headings = [asdict(heading) for heading in lesson.headings]
    return {"sections": sections, "headings": headings, "words": lesson.size.words}


def as_document(slug: str, data: dict[str, Any]) -> Document:
    return Document(slug=slug, json=json.dumps(data, ensure_ascii=False))


def render_json(content: Content, model: BaseModel) -> dict[str, Any]:
    """A content object as JSON, its markup as HTML."""
    data: dict[str, Any] = map_markup(type(model), model.model_dump(mode="json"), content.rendered)
    return data
