"""All that is taught, as ``load`` returns it: checked objects, with the HTML of their texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studyplan.catalog.files import material, mocks, schema
from studyplan.catalog.files.fields import Markup
from studyplan.catalog.files.render.lesson import RenderedLesson


@dataclass(frozen=True)
class Material:
    """One topic's study material; ``None`` for each file that is not written yet."""

    lesson: RenderedLesson | None
    study: material.Study | None
    problems: material.Problems | None
    probes: material.Probes | None
    cards: material.Cards | None


@dataclass(frozen=True)
class Content:
    """Everything that is taught. Mappings go from slug to object, in the order of numbers and positions."""

    track: schema.TrackFile
    topics: Mapping[str, schema.Topic]
    roles: Mapping[str, schema.Role]
    companies: Mapping[str, schema.Company]
    rounds: schema.Rounds
    mock_formats: mocks.Formats
    mocks: Mapping[str, mocks.Chain]
    resources: schema.Resources
    overview: schema.Overview
    patterns: schema.Patterns
    anti_patterns: schema.AntiPatterns
    material: Mapping[str, Material]
    html: Mapping[tuple[Markup, str], str] = field(repr=False)

    def rendered(self, mark: Markup, text: str) -> str:
        """The HTML of a text that is markup."""
        return self.html[mark, text]
