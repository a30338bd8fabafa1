"""Checked study material to rows, which users refer to, and to the documents that hold its texts."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel

from studyplan.catalog.files.content import Content, Material
from studyplan.catalog.files.fields import map_markup
from studyplan.catalog.files.folder import MATERIAL_FILES
from studyplan.catalog.files.pace import with_follow_ups
from studyplan.catalog.files.render.lesson import RenderedLesson
from studyplan.catalog.files.render.markdown import plain_text
from studyplan.catalog.models import Card, CodingProblem, Derivation, Document, LessonSection, Probe, Problem, Topic

TITLE_LENGTH = 120


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
        yield CodingProblem(**place, **problem_columns(item), section=item.section)


def problem_rows(content: Content, topics: Mapping[str, Topic]) -> Iterable[Problem]:
    for place, item in numbered(content, topics, "problems", "problems"):
        yield Problem(**place, **problem_columns(item), kind=item.kind, is_hard=item.hard)


def problem_columns(item: Any) -> dict[str, Any]:
    return {
        "title": item.title,
        "minutes": with_follow_ups(item.minutes, len(item.follow_ups)),
        "round_slugs": list(item.rounds),
        "company_slugs": list(item.companies),
    }


def probe_rows(content: Content, topics: Mapping[str, Topic]) -> Iterable[Probe]:
    for place, item in numbered(content, topics, "probes", "probes"):
        yield Probe(**place, title=title_from(item.question))


def title_from(question: str) -> str:
    """A question as plain text that fits a line of a plan."""
    return textwrap.shorten(plain_text(question), TITLE_LENGTH, placeholder=" …")


def card_rows(content: Content, topics: Mapping[str, Topic]) -> Iterable[Card]:
    """A row per rapid-fire question and flashcard, in the order of the files."""
    for slug, material in content.material.items():
        if file := material.cards:
            cards = [
                *(
                    Card(kind=Card.Kind.RAPID_FIRE, slug=card.slug, level=card.level, title=title_from(card.question))
                    for card in file.rapid_fire
                ),
                *(Card(kind=Card.Kind.FLASHCARD, slug=card.slug) for card in file.flashcards),
            ]
            for position, card in enumerate(cards, start=1):
                card.topic, card.position = topics[slug], position
                yield card


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
