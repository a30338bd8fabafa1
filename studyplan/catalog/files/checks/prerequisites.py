"""Faults of the prerequisites taken together: circles, steps back over tiers, edges that follow from others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studyplan.catalog.files.fields import Place
from studyplan.catalog.files.folder import ContentFolder, list_at, mapping_at, mappings_at
from studyplan.catalog.files.yaml import Fault, YamlFile
from studyplan.core import graph
from studyplan.core.errors import CycleError
from studyplan.core.model import Edge


@dataclass(frozen=True, slots=True)
class LocatedEdge:
    """An edge, and where its file says so."""

    edge: Edge
    is_hard: bool
    file: YamlFile
    place: Place

    def fault(self, message: str) -> Fault:
        return self.file.fault(self.place, message)


def check_prerequisites(folder: ContentFolder) -> Iterator[Fault]:
    """No topic requires itself, even through others; hard edges lead up the tiers and are the direct ones only."""
    edges = list(_located_edges(folder))
    yield from _find_repeated(edges)
    yield from _find_backward(edges, folder)
    try:
        graph.sort_nodes(folder.topics, {located.edge: None for located in edges}, _any_rank)
    except CycleError as error:
        closing = next(located for located in edges if located.edge == Edge(*error.path[-2:]))
        path = " → ".join(error.path)
        yield closing.fault(f"prerequisites run in a circle, {path} (from what is needed to what needs it): break it")
    else:
        yield from _find_redundant(edges)


def _any_rank(slug: str) -> tuple[int, ...]:  # noqa: ARG001
    return ()


def _located_edges(folder: ContentFolder) -> Iterator[LocatedEdge]:
    for topic, file in folder.topics.items():
        for kind in ("hard", "soft"):
            for index, entry in enumerate(list_at(mapping_at(file.data, "prerequisites"), kind)):
                before = entry.get("topic") if isinstance(entry, dict) else None
                if isinstance(before, str) and before in folder.topics:
                    place = ("prerequisites", kind, index, "topic")
                    yield LocatedEdge(Edge(before, topic), kind == "hard", file, place)


def _find_repeated(edges: list[LocatedEdge]) -> Iterator[Fault]:
    seen = set()
    for located in edges:
        if located.edge in seen:
            yield located.fault(f"'{located.edge.before}' is listed twice: keep it as hard or as soft")
        seen.add(located.edge)


def _find_redundant(edges: list[LocatedEdge]) -> Iterator[Fault]:
    """Hard edges that follow from others: they say nothing, and clutter the map."""
    hard = {located.edge: located for located in edges if located.is_hard}
    for edge in graph.find_redundant(hard):
        message = f"take '{edge.before}' away: another prerequisite of this topic requires it already"
        yield hard[edge].fault(message)


def _find_backward(edges: list[LocatedEdge], folder: ContentFolder) -> Iterator[Fault]:
    numbers = {tier.get("slug"): tier.get("number") for tier in mappings_at(folder.track, "tiers")}
    tiers = {
        slug: numbers.get(file.data.get("tier")) if isinstance(file.data, dict) else None
        for slug, file in folder.topics.items()
    }
    for located in edges:
        later, earlier = tiers[located.edge.after], tiers[located.edge.before]
        if located.is_hard and isinstance(later, int) and isinstance(earlier, int) and earlier > later:
            where = f"of tier {earlier}, later than this topic's {later}"
            yield located.fault(f"'{located.edge.before}' is {where}: make it soft, or move one of the two")
