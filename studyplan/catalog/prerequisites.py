"""Faults of the prerequisites taken together: circles, steps back over tiers, edges that follow from others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from studyplan.catalog.fields import Place
from studyplan.catalog.library import Library, dicts, items, mapping
from studyplan.catalog.yamlfile import Document, Fault


@dataclass(frozen=True, slots=True)
class Edge:
    """``topic`` requires ``before``, as its file says at ``place``."""

    topic: str
    before: str
    is_hard: bool
    document: Document
    place: Place


def check_prerequisites(library: Library) -> Iterator[Fault]:
    """No topic requires itself, even through others; hard edges lead up the tiers and are the direct ones only."""
    edges = list(_edges(library))
    yield from _repeated(edges)
    requires: dict[str, list[str]] = {topic: [] for topic in library.topics}
    for edge in edges:
        requires[edge.topic].append(edge.before)
    if path := find_cycle(requires):
        closing = next(edge for edge in edges if (edge.topic, edge.before) == (path[0], path[1]))
        message = f"prerequisites run in a circle, {' → '.join(path)}: take one of these edges away"
        yield closing.document.fault(closing.place, message)
    else:
        yield from _redundant(edges)
    yield from _backwards(edges, library)


def _edges(library: Library) -> Iterator[Edge]:
    for topic, document in library.topics.items():
        for kind in ("hard", "soft"):
            for index, entry in enumerate(items(mapping(document.data, "prerequisites"), kind)):
                before = entry.get("topic") if isinstance(entry, dict) else None
                if isinstance(before, str) and before in library.topics:
                    yield Edge(topic, before, kind == "hard", document, ("prerequisites", kind, index, "topic"))


def _repeated(edges: list[Edge]) -> Iterator[Fault]:
    seen = set()
    for edge in edges:
        if (edge.topic, edge.before) in seen:
            yield edge.document.fault(edge.place, f"'{edge.before}' is listed twice: keep it as hard or as soft")
        seen.add((edge.topic, edge.before))


def find_cycle(requires: Mapping[str, list[str]]) -> list[str]:
    """A path that ends where it begins, or nothing."""
    done: set[str] = set()

    def visit(topic: str, path: list[str]) -> list[str]:
        if topic in path:
            return [*path[path.index(topic) :], topic]
        if topic not in done:
            for before in requires[topic]:
                if found := visit(before, [*path, topic]):
                    return found
            done.add(topic)
        return []

    return next((found for topic in requires if (found := visit(topic, []))), [])


def _redundant(edges: list[Edge]) -> Iterator[Fault]:
    """Hard edges that follow from two others: they say nothing, and clutter the map."""
    hard: dict[str, set[str]] = {}
    for edge in edges:
        if edge.is_hard:
            hard.setdefault(edge.topic, set()).add(edge.before)
    for edge in edges:
        ways = sorted(via for via in hard.get(edge.topic, set()) - {edge.before} if edge.before in _closure(via, hard))
        if edge.is_hard and ways:
            message = f"take '{edge.before}' away: it follows from '{ways[0]}', which requires it already"
            yield edge.document.fault(edge.place, message)


def _closure(topic: str, requires: Mapping[str, set[str]]) -> set[str]:
    direct = requires.get(topic, set())
    return direct.union(*(_closure(before, requires) for before in direct))


def _backwards(edges: list[Edge], library: Library) -> Iterator[Fault]:
    numbers = {tier.get("slug"): tier.get("number") for tier in dicts(library.track, "tiers")}
    tiers = {
        slug: numbers.get(document.data.get("tier")) if isinstance(document.data, dict) else None
        for slug, document in library.topics.items()
    }
    for edge in edges:
        later, earlier = tiers[edge.topic], tiers[edge.before]
        if edge.is_hard and isinstance(later, int) and isinstance(earlier, int) and earlier > later:
            message = (
                f"'{edge.before}' is of tier {earlier}, a later one than this topic's {later}: make it soft or move it"
            )
            yield edge.document.fault(edge.place, message)
