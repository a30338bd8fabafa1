"""The map as data: topics as nodes, prerequisites as curves, drawn twice. Lengths are units of the drawing.

On a wide screen the tiers are columns and arrows run rightwards; on a phone they are rows and arrows run down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.utils.translation import gettext as _

from studyplan.catalog import pages
from studyplan.catalog.files import schema
from studyplan.catalog.pages import TopicEntry, TopicStanding
from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.version import per_content
from studyplan.core import graph
from studyplan.core.model import Edge

STEP, STEP_GAP, STEP_RISE = 5, 2, 3  # of the rising steps of a level
ARROW = 6  # between the end of a curve and the node that it points at


@dataclass(frozen=True, slots=True)
class MapTier:
    """A tier's name on a drawing, at the middle of its column or at the left of its rows."""

    tier: schema.Tier
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class MapPlace:
    """Where a topic's node stands, and the slugs of all that it builds on."""

    entry: TopicEntry
    tier: schema.Tier
    x: int
    y: int
    ancestors: str


@dataclass(frozen=True, slots=True)
class MapNode:
    """``label``: all that it shows, for those who do not see it; ``steps``: those of the level as paths, by state."""

    standing: TopicStanding
    address: str
    label: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MapCurve:
    """An edge as the path of an SVG."""

    before: str
    after: str
    is_hard: bool
    path: str


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """``name`` is "columns" or "rows"; ``node_width`` and ``node_height`` are those of every node."""

    name: str
    width: int
    height: int
    node_width: int
    node_height: int
    tiers: tuple[MapTier, ...]
    places: tuple[MapPlace, ...]
    curves: tuple[MapCurve, ...]


class MapPage:
    def __init__(self, standings: Mapping[str, TopicStanding]) -> None:
        self.standings = standings

    @property
    def drawings(self) -> tuple[MapDrawing, ...]:
        return draw_columns(), draw_rows()

    @property
    def groups(self) -> tuple[pages.TierGroup, ...]:
        return pages.tier_groups()

    @cached_property
    def nodes(self) -> dict[str, MapNode]:
        """What a topic's node shows in each drawing, by the topic's slug."""
        top, words = syllabus().top_level, label_words()
        return {
            entry.topic.slug: MapNode(
                standing=(standing := self.standings[entry.topic.slug]),
                address=entry.topic.get_absolute_url(),
                label=words.label(entry, standing),
                steps=level_steps(standing.level, standing.target, top),
            )
            for entry in pages.topic_entries()
        }


# Tiers as columns


COLUMN, ROW = 262, 96  # from one node to the next
WIDTH, HEIGHT = 204, 66  # of a node
TOP, EDGE = 34, 6  # room for the tiers' names, and for the outline of what stands at the border


@per_content
def draw_columns() -> MapDrawing:
    groups = pages.tier_groups()
    rows = max(len(group.entries) for group in groups)
    places = [place for number, group in enumerate(groups) for place in _place_column(number, group, rows)]
    return MapDrawing(
        name="columns",
        width=(len(groups) - 1) * COLUMN + WIDTH + 2 * EDGE,
        height=TOP + (rows - 1) * ROW + HEIGHT + EDGE,
        node_width=WIDTH,
        node_height=HEIGHT,
        tiers=tuple(MapTier(group.tier, EDGE + number * COLUMN, 16) for number, group in enumerate(groups)),
        places=tuple(places),
        curves=tuple(_curves(places, _run_right)),
    )


def _place_column(number: int, group: pages.TierGroup, rows: int) -> Iterator[MapPlace]:
    shift = (rows - len(group.entries)) * ROW // 2
    for row, entry in enumerate(group.entries):
        yield _place(entry, group.tier, EDGE + number * COLUMN, TOP + shift + row * ROW)


def _run_right(start: MapPlace, end: MapPlace) -> str:
    """From the right side of a node to the left side of the next; straight down within a column."""
    if start.x == end.x:
        middle = start.x + WIDTH // 2
        return f"M{middle} {start.y + HEIGHT} V{end.y - ARROW}"
    x1, y1 = start.x + WIDTH, start.y + HEIGHT // 2
    x2, y2 = end.x - ARROW, end.y + HEIGHT // 2
    bend = (x2 - x1) // 2
    return f"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"


# Tiers as rows, two nodes in each


MARGIN, GUTTER = 10, 32  # beside and between the nodes, where arrows pass
SLIM_WIDTH, SLIM_HEIGHT = 164, 54
LINE, TIER_LINE = 84, 24  # from one row of nodes to the next; more of it for a tier's name


@per_content
def draw_rows() -> MapDrawing:
    tiers, places, y = [], [], 0
    for group in pages.tier_groups():
        tiers.append(MapTier(group.tier, MARGIN, y + 14))
        y += TIER_LINE
        for place, entry in enumerate(group.entries):
            x = MARGIN + place % 2 * (SLIM_WIDTH + GUTTER)
            places.append(_place(entry, group.tier, x, y + place // 2 * LINE))
        y += (len(group.entries) + 1) // 2 * LINE
    return MapDrawing(
        name="rows",
        width=2 * (MARGIN + SLIM_WIDTH) + GUTTER,
        height=y - LINE + SLIM_HEIGHT + EDGE,
        node_width=SLIM_WIDTH,
        node_height=SLIM_HEIGHT,
        tiers=tuple(tiers),
        places=tuple(places),
        curves=tuple(_curves(places, _run_down)),
    )


def _run_down(start: MapPlace, end: MapPlace) -> str:
    """Never behind a node: to the row below by the shortest way, further down at the side or between the columns."""
    if start.y == end.y:
        middle = start.y + SLIM_HEIGHT // 2
        return f"M{start.x + SLIM_WIDTH} {middle} H{end.x - ARROW}"
    if end.y - start.y <= LINE + TIER_LINE:
        x1, y1 = start.x + SLIM_WIDTH // 2, start.y + SLIM_HEIGHT
        x2, y2 = end.x + SLIM_WIDTH // 2, end.y - ARROW
        bend = (y2 - y1) // 2
        return f"M{x1} {y1} C{x1} {y1 + bend} {x2} {y2 - bend} {x2} {y2}"
    starts_left, ends_left = start.x == MARGIN, end.x == MARGIN
    y1, y2 = start.y + SLIM_HEIGHT // 2, end.y + SLIM_HEIGHT // 2
    outward = starts_left == ends_left
    x1, out = _side(start, is_left=starts_left == outward)
    x2, into = _side(end, is_left=ends_left == outward)
    reach = MARGIN if outward else GUTTER
    return f"M{x1} {y1} C{x1 + out * reach} {y1} {x2 + into * reach} {y2} {x2 + into * ARROW} {y2}"


def _side(place: MapPlace, *, is_left: bool) -> tuple[int, int]:
    """The x of a node's side, and which way is out of the node there."""
    return (place.x, -1) if is_left else (place.x + SLIM_WIDTH, 1)


# Both


def _place(entry: TopicEntry, tier: schema.Tier, x: int, y: int) -> MapPlace:
    return MapPlace(entry, tier, x, y, " ".join(graph.list_ancestors(entry.topic.slug, syllabus().hard)))


def _curves(places: list[MapPlace], run: Callable[[MapPlace, MapPlace], str]) -> Iterator[MapCurve]:
    by_slug = {place.entry.topic.slug: place for place in places}
    edges: list[tuple[Edge, bool]] = [(edge, True) for edge in syllabus().hard]
    edges += [(edge, False) for edge in syllabus().soft]
    for edge, is_hard in edges:
        yield MapCurve(edge.before, edge.after, is_hard, run(by_slug[edge.before], by_slug[edge.after]))


@dataclass(frozen=True, slots=True)
class LabelWords:
    """The words of all labels, looked up once for a page."""

    level: str
    not_rated: str
    claimed: str
    target: str
    builds_on: str
    better_after: str

    def label(self, entry: TopicEntry, standing: TopicStanding) -> str:
        parts = [entry.topic.name, self.level % {"level": standing.level} if standing.level else self.not_rated]
        if standing.claimed:
            parts.append(self.claimed % {"claimed": standing.claimed})
        parts.append(self.target % {"target": standing.target})
        for text, topics in ((self.builds_on, entry.hard), (self.better_after, entry.soft)):
            if topics:
                parts.append(text % {"topics": ", ".join(topic.short_name for topic in topics)})
        return "; ".join(parts)


def label_words() -> LabelWords:
    return LabelWords(
        level=_("level %(level)d"),
        not_rated=_("not rated"),
        claimed=_("claimed %(claimed)d"),
        target=_("target %(target)d"),
        builds_on=_("builds on %(topics)s"),
        better_after=_("better after %(topics)s"),
    )


@lru_cache(maxsize=64)
def level_steps(level: int | None, target: int, top: int) -> tuple[tuple[str, str], ...]:
    """The rising steps of a level as paths, by state: reached, aimed at, or beyond."""
    states: dict[str, str] = {}
    for step in range(1, top + 1):
        state = "reached" if level and step <= level else "aimed" if step <= target else "beyond"
        path = f"M{(step - 1) * (STEP + STEP_GAP)} 0h{STEP}v-{step * STEP_RISE}h-{STEP}z"
        states[state] = states.get(state, "") + path
    return tuple(states.items())
