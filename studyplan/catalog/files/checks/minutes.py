"""How long a topic's material takes somebody who works through all of it, from level 1 to 5."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studyplan.catalog.files.content import Content
from studyplan.catalog.files.pace import RAPID_FIRE_MINUTES, with_follow_ups


@dataclass(frozen=True, slots=True)
class SectionMinutes:
    slug: str
    level: int | None  # while study.yaml does not say it
    minutes: int


@dataclass(frozen=True, slots=True)
class TopicMinutes:
    """``parts``: the minutes of all items of a kind; ``wanted``: what topic.yaml gives the topic."""

    sections: tuple[SectionMinutes, ...]
    parts: dict[str, int]
    wanted: int

    @property
    def total(self) -> int:
        return sum(self.parts.values())


def minutes_of(content: Content, topic: str) -> TopicMinutes:
    material = content.material[topic]
    entries = {entry.section: entry for entry in material.study.sections} if material.study else {}
    sections = tuple(
        SectionMinutes(slug, entries[slug].level if slug in entries else None, minutes)
        for slug, minutes in material.section_minutes.items()
    )
    primer = {slug for entry in entries.values() for slug in entry.primer}
    pages = content.primer.pages if content.primer else ()
    problems = material.problems.problems if material.problems else ()
    code = material.implement.problems if material.implement else ()
    parts = {
        "lesson": sum(section.minutes for section in sections),
        "primer": sum(page.minutes for page in pages if page.slug in primer),
        "derivations": sum(item.minutes for item in material.derivations.derivations) if material.derivations else 0,
        "problems": sum(with_follow_ups(item.minutes, len(item.follow_ups)) for item in problems),
        "code": sum(with_follow_ups(item.minutes, len(item.follow_ups)) for item in code),
        "rapid fire": RAPID_FIRE_MINUTES * len(material.cards.rapid_fire) if material.cards else 0,
    }
    return TopicMinutes(sections, parts, sum(content.topics[topic].minutes))


def minutes_table(content: Content) -> Iterator[str]:
    """A line for each section of each lesson and page of the primer, and the sum of each topic's items."""
    for topic in content.topics:
        minutes = minutes_of(content, topic)
        yield f"{topic:<60} level minutes"
        for section in minutes.sections:
            yield f"  {section.slug:<58} {section.level or '–':>5} {section.minutes:>7}"
        parts = ", ".join(f"{name} {number}" for name, number in minutes.parts.items())
        yield f"  {parts}: {minutes.total} of {minutes.wanted} minutes"
    if content.primer:
        yield f"{'primer':<60}       minutes"
        for slug, page in content.primer_texts.items():
            yield f"  {slug:<58}       {page.size.minutes:>7}"
