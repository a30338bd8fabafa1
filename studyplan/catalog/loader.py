"""Content files to checked objects. Knows no Django and no database.

``load`` either returns everything or raises ``ContentError`` with every fault that it found, in every file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from studyplan.catalog import references, schema
from studyplan.catalog.fields import Markup, leaves
from studyplan.catalog.library import Library, read_library
from studyplan.catalog.prerequisites import check_prerequisites
from studyplan.catalog.render import RenderError, render_block, render_inline, render_tex
from studyplan.catalog.yamlfile import Fault, validated

__all__ = ["Content", "ContentError", "Fault", "load"]

RENDER: Mapping[str, Callable[[str], str]] = {
    "inline": render_inline,
    "block": render_block,
    "tex": lambda tex: render_tex(tex, True),
}
CHECKS: tuple[Callable[[Library], Iterator[Fault]], ...] = (
    references.check_references,
    references.check_complete_tables,
    references.check_numbers,
    references.check_unique,
    references.check_track,
    references.check_ranges,
    references.check_policy,
    check_prerequisites,
)


class ContentError(Exception):
    """The content cannot be loaded; ``faults`` says all that is to be mended, by file and line."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class Content:
    """Everything that is taught. Mappings go from slug to object, in the order of numbers and positions."""

    track: schema.Track
    topics: Mapping[str, schema.Topic]
    roles: Mapping[str, schema.Role]
    companies: Mapping[str, schema.Company]
    rounds: schema.Rounds
    resources: schema.Resources
    overview: schema.Overview
    patterns: schema.Patterns
    anti_patterns: schema.AntiPatterns
    html: Mapping[tuple[Markup, str], str] = field(repr=False)

    def rendered(self, mark: Markup, text: str) -> str:
        """The HTML of a text that is markup."""
        return self.html[mark, text]


def load(content_dir: Path) -> Content:
    """Read, check and render all content. Raises ``ContentError``."""
    library, faults = read_library(content_dir)
    models: dict[str, Any] = {}
    for document, model in library:
        models[document.file], form_faults = validated(document, model)
        faults += [*document.faults, *form_faults]
    for check in CHECKS:
        faults += check(library)
    html: dict[tuple[Markup, str], str] = {}
    faults += render_all(library, html)
    if faults:
        raise ContentError(faults)

    def in_order(group: str, number: str) -> dict[str, Any]:
        found = {slug: models[document.file] for slug, document in library.many[group].items()}
        return dict(sorted(found.items(), key=lambda pair: int(getattr(pair[1], number))))

    return Content(
        track=models["track.yaml"],
        topics=in_order("topics", "number"),
        roles=in_order("roles", "position"),
        companies=in_order("companies", "position"),
        rounds=models["rounds.yaml"],
        resources=models["resources.yaml"],
        overview=models["guide/overview.yaml"],
        patterns=models["guide/patterns.yaml"],
        anti_patterns=models["guide/anti-patterns.yaml"],
        html=html,
    )


def render_all(library: Library, html: dict[tuple[Markup, str], str]) -> Iterator[Fault]:
    """Render every text that is markup into ``html``, and report those that cannot be."""
    for document, model in library:
        for leaf in leaves(model, document.data):
            text = leaf.text.strip()
            if not isinstance(leaf.mark, Markup) or not text or (leaf.mark, text) in html:
                continue
            try:
                html[leaf.mark, text] = RENDER[leaf.mark.kind](text)
            except RenderError as error:
                stripped = leaf.text[: len(leaf.text) - len(leaf.text.lstrip())].count("\n")
                yield document.fault(leaf.place, error.message, offset=stripped + error.line - 1)
