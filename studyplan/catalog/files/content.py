"""All that is taught, as ``load`` returns it: checked objects, with the HTML of their texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studyplan.catalog.files import guide, material, mocks, schema
from studyplan.catalog.files.fields import Markup
from studyplan.catalog.files.render.lesson import RenderedLesson


@dataclass(frozen=True)
class Material:
    """One topic's study material; ``None`` for each file that is not written yet."""

    lesson: RenderedLesson | None = None
    study: material.Study | None = None
    derivations: material.Derivations | None = None
    problems: material.Problems | None = None
    implement: material.CodingProblems | None = None
    probes: material.Probes | None = None
    cards: material.Cards | None = None
    code: Mapping[str, material.CodeFiles] = field(default_factory=dict)  # by coding problem

    @property
    def section_minutes(self) -> dict[str, int]:
        """Of the lesson's sections, in order: those of their text, unless study.yaml says others."""
        stated = {entry.section: entry.minutes for entry in self.study.sections} if self.study else {}
        sections = self.lesson.sections if self.lesson else ()
        return {section.slug: stated.get(section.slug) or section.size.minutes for section in sections}


@dataclass(frozen=True)
class Content:
    """Everything that is taught. Mappings go from slug to object, in the order of numbers and positions."""

    track: schema.TrackFile
    topics: Mapping[str, schema.Topic]
    roles: Mapping[str, schema.Role]
    companies: Mapping[str, schema.Company]
    rounds: schema.Rounds
    mock_formats: mocks.Formats
    manager_prompts: mocks.ManagerPrompts
    mocks: Mapping[str, mocks.Chain]
    resources: guide.Resources
    overview: guide.Overview
    patterns: guide.Patterns
    anti_patterns: guide.AntiPatterns
    primer: material.Primer | None  # none while it is not written
    primer_texts: Mapping[str, RenderedLesson]
    material: Mapping[str, Material]
    html: Mapping[tuple[Markup, str], str] = field(repr=False)

    def rendered(self, mark: Markup, text: str) -> str:
        """The HTML of a text that is markup."""
        return self.html[mark, text]
