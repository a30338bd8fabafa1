"""The track's words and numbers for pages: levels, tiers, paths, bands, tracker columns, checkpoints, resources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from studyplan.catalog.files import guide, schema
from studyplan.catalog.files.fields import Markup, SchemaT, construct
from studyplan.catalog.models import Company, Document, Role, Round
from studyplan.catalog.version import per_content


@dataclass(frozen=True, slots=True)
class Track:
    """Everything that a page names by a word or a number; texts that were markup are safe HTML."""

    title: str
    tiers: tuple[schema.Tier, ...]
    levels: tuple[schema.LevelName, ...]
    themes: Mapping[str, str]
    depth_words: Mapping[str, schema.DepthWord]
    frequencies: Mapping[str, schema.FrequencyWord]
    round_depths: Mapping[str, schema.Named]
    paths: tuple[schema.Path, ...]
    bands: tuple[schema.TrackBand, ...]
    checkpoints: tuple[schema.TrackCheckpoint, ...]
    tracker: tuple[schema.TrackerColumn, ...]
    readiness: tuple[schema.ReadinessWord, ...]
    policy: schema.TrackPolicy
    resource_levels: tuple[guide.ResourceLevel, ...]
    roles: Mapping[str, str]  # slug → name, those that the content holds
    companies: Mapping[str, str]
    rounds: Mapping[str, str]

    def level_name(self, level: int) -> str:
        """The words for a level: 4 → "Can derive"."""
        return self.levels[level - 1].name

    def tier(self, slug: str) -> schema.Tier:
        return next(tier for tier in self.tiers if tier.slug == slug)

    def path(self, variant: str) -> schema.Path:
        """The path of a variant: "sprint" → path B."""
        return next(path for path in self.paths if path.variant == variant)

    def band(self, total: int) -> schema.TrackBand:
        return next(band for band in self.bands if band.totals[0] <= total <= band.totals[1])

    def resource_level(self, total: int) -> guide.ResourceLevel:
        """The resources for a total: a scale of its own."""
        return next(level for level in self.resource_levels if level.totals[0] <= total <= level.totals[1])

    def readiness_word(self, slug: str) -> schema.ReadinessWord:
        return next(word for word in self.readiness if word.slug == slug)

    def checkpoint(self, kind: str) -> schema.TrackCheckpoint:
        """The checkpoint of a kind of task: "recall-3" → day 3 with its exercises."""
        return next(checkpoint for checkpoint in self.checkpoints if checkpoint.kind == kind)


@per_content
def track() -> Track:
    """The loaded track. Raises ``ContentMissingError``."""
    documents = {document.slug: document for document in Document.objects.filter(slug__in=["track", "resources"])}
    stored = from_json(schema.TrackFile, documents["track"].data)
    return Track(
        **{name: getattr(stored, name) for name in schema.TrackFile.model_fields},
        resource_levels=from_json(guide.Resources, documents["resources"].data).levels,
        roles=dict(Role.objects.current().values_list("slug", "name")),
        companies=dict(Company.objects.current().values_list("slug", "name")),
        rounds=dict(Round.objects.current().values_list("slug", "name")),
    )


def from_json(model: type[SchemaT], data: dict[str, Any]) -> SchemaT:
    """A content object as it was stored; what was markup in the files is HTML, and marked as safe."""
    return construct(model, data, _mark_safe)


def mark_html_safe(html: str) -> SafeString:
    """HTML as rendered when the content was loaded: files/render lets no HTML of the source through."""
    return mark_safe(html)  # noqa: S308


def _mark_safe(mark: Markup, html: str) -> str:  # noqa: ARG001
    return mark_html_safe(html)
