"""The map as data: tiers as columns, topics as nodes, prerequisites as curves. Lengths are units of the drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from studyplan.catalog import pages
from studyplan.catalog.files import schema
from studyplan.catalog.models import Topic
from studyplan.catalog.pages import TopicStanding
from studyplan.catalog.syllabus import syllabus
from studyplan.core import graph
from studyplan.core.model import Edge

COLUMN, ROW = 262, 96  # from one node to the next
WIDTH, HEIGHT = 204, 66  # of a node
TOP, EDGE = 34, 6  # room for the tiers' names, and for the outline of what stands at the border
STEP, STEP_GAP, STEP_RISE = 5, 2, 3  # of the rising steps of a level


@dataclass(frozen=True, slots=True)
class LevelStep:
    """One of a level's rising steps: reached, aimed at, or neither."""

    x: int
    y: int
    height: int
    state: str


@dataclass(frozen=True, slots=True)
class MapNode:
    """A topic, where it stands, and what it builds on, directly or not."""

    topic: Topic
    standing: TopicStanding
    builds_on: tuple[Topic, ...]
    ancestors: str  # slugs
    steps: tuple[LevelStep, ...]
    x: int
    y: int

    @property
    def is_short(self) -> bool:
        """Not at its target, or not known to be."""
        return (self.standing.level or 0) < self.standing.target

    @property
    def label(self) -> str:
        """All that the node shows, for those who do not see it."""
        parts = [self.topic.name]
        parts.append(_("level %(level)d") % {"level": self.standing.level} if self.standing.level else _("not rated"))
        if self.standing.claimed:
            parts.append(_("claimed %(claimed)d") % {"claimed": self.standing.claimed})
        parts.append(_("target %(target)d") % {"target": self.standing.target})
        if self.builds_on:
            names = ", ".join(topic.short_name for topic in self.builds_on)
            parts.append(_("builds on %(topics)s") % {"topics": names})
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class MapCurve:
    """An edge as the path of an SVG."""

    before: str
    after: str
    is_hard: bool
    path: str


@dataclass(frozen=True, slots=True)
class MapColumn:
    """A tier with its nodes; ``x`` is the middle of its name."""

    tier: schema.Tier
    x: int
    nodes: tuple[MapNode, ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    width: int
    height: int
    columns: tuple[MapColumn, ...]
    curves: tuple[MapCurve, ...]


def map_page(standings: Mapping[str, TopicStanding]) -> MapPage:
    """The map with the levels and targets of whoever is looking."""
    groups = pages.tier_groups()
    rows = max(len(group.entries) for group in groups)
    columns = tuple(
        MapColumn(group.tier, EDGE + number * COLUMN + WIDTH // 2, tuple(_nodes(number, group, rows, standings)))
        for number, group in enumerate(groups)
    )
    return MapPage(
        width=(len(columns) - 1) * COLUMN + WIDTH + 2 * EDGE,
        height=TOP + (rows - 1) * ROW + HEIGHT + EDGE,
        columns=columns,
        curves=tuple(_curves({node.topic.slug: node for column in columns for node in column.nodes})),
    )


def _nodes(number: int, group: pages.TierGroup, rows: int, standings: Mapping[str, TopicStanding]) -> Iterator[MapNode]:
    shift = (rows - len(group.entries)) * ROW // 2
    for row, entry in enumerate(group.entries):
        slug = entry.topic.slug
        standing = standings[slug]
        yield MapNode(
            topic=entry.topic,
            standing=standing,
            builds_on=entry.hard,
            ancestors=" ".join(graph.list_ancestors(slug, syllabus().hard)),
            steps=tuple(_steps(standing, syllabus().top_level)),
            x=EDGE + number * COLUMN,
            y=TOP + shift + row * ROW,
        )


def _steps(standing: TopicStanding, top: int) -> Iterator[LevelStep]:
    for level in range(1, top + 1):
        reached = standing.level is not None and level <= standing.level
        state = "reached" if reached else "aimed" if level <= standing.target else "beyond"
        height = level * STEP_RISE
        yield LevelStep((level - 1) * (STEP + STEP_GAP), -height, height, state)


def _curves(nodes: dict[str, MapNode]) -> Iterator[MapCurve]:
    edges: list[tuple[Edge, bool]] = [(edge, True) for edge in syllabus().hard]
    edges += [(edge, False) for edge in syllabus().soft]
    for edge, is_hard in edges:
        yield MapCurve(edge.before, edge.after, is_hard, _path(nodes[edge.before], nodes[edge.after]))


def _path(start: MapNode, end: MapNode) -> str:
    """From the right side of a node to the left side of the next; straight down within a column."""
    if start.x == end.x:
        middle = start.x + WIDTH // 2
        return f"M{middle} {start.y + HEIGHT} V{end.y - EDGE}"
    x1, y1 = start.x + WIDTH, start.y + HEIGHT // 2
    x2, y2 = end.x - EDGE, end.y + HEIGHT // 2
    bend = (x2 - x1) // 2
    return f"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
