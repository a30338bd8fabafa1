"""Faults of the ties between a lesson and what belongs to its sections, on the data as read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from studyplan.catalog.files.folder import ContentFolder, list_at, mappings_at
from studyplan.catalog.files.render.lesson import RenderedLesson
from studyplan.catalog.files.yaml import Fault, YamlFile, suggestion

BELONGING = {"derivations": "derivations", "implement": "problems"}
"""Files whose items name a section, and the key of their list."""


def check_sections(folder: ContentFolder, lessons: Mapping[str, RenderedLesson]) -> Iterator[Fault]:
    for topic, lesson in lessons.items():
        headings = [section.slug for section in lesson.sections]
        if file := folder.groups["study"].get(topic):
            yield from _check_order(file, headings)
        for group, key in BELONGING.items():
            if file := folder.groups[group].get(topic):
                yield from _check_belonging(file, key, headings)


def _check_order(file: YamlFile, headings: list[str]) -> Iterator[Fault]:
    """``sections`` of study.yaml has one entry for each of the lesson's sections, in its order."""
    entries = list_at(file.data, "sections")
    for index, entry in enumerate(entries):
        section = entry.get("section") if isinstance(entry, dict) else None
        if index >= len(headings):
            yield file.fault(("sections", index, "section"), f"the lesson has {index} sections: take this away")
            return
        if section != headings[index]:
            message = f"the lesson's section {index + 1} is '{headings[index]}', not '{section}': keep its order"
            yield file.fault(("sections", index, "section"), message)
            return
    if entries and len(entries) < len(headings):
        missing = ", ".join(headings[len(entries) :])
        yield file.fault(("sections",), f"add an entry for {missing}: every section needs one", is_key=True)


def _check_belonging(file: YamlFile, key: str, headings: list[str]) -> Iterator[Fault]:
    for index, entry in enumerate(mappings_at(file, key)):
        section = entry.get("section")
        if isinstance(section, str) and section not in headings:
            message = f"the lesson has no section '{section}'{suggestion(section, headings)}"
            yield file.fault((key, index, "section"), message)
