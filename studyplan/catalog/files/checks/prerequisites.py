"""Faults of the prerequisites taken together: circles, steps back over tiers, edges that follow from others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studyplan.catalog.files.fields import Place
from studyplan.catalog.files.folder import Library, dicts, items, mapping
from studyplan.catalog.files.yaml import Document, Fault
from studyplan.core import graph
from studyplan.core.errors import CycleError
from studyplan.core.model import Edge


@dataclass(frozen=True, slots=True)
class Requirement:
    """An edge, and where its file says so."""

    edge: Edge
    is_hard: bool
    document: Document
    place: Place

    def fault(self, message: str) -> Fault:
        """A fault at this edge's line."""
        return self.document.fault(self.place, message)


def check_prerequisites(library: Library) -> Iterator[Fault]:
    """No topic requires itself, even through others; hard edges lead up the tiers and are the direct ones only."""
    requirements = list(_requirements(library))
    yield from _repeated(requirements)
    yield from _backwards(requirements, library)
    try:
        graph.sort_nodes(library.topics, {each.edge: None for each in requirements}, _any_rank)
    except CycleError as error:
        closing = next(each for each in requirements if each.edge == Edge(*error.path[-2:]))
        path = " → ".join(error.path)
        yield closing.fault(f"prerequisites run in a circle, {path} (from what is needed to what needs it): break it")
    else:
        yield from _redundant(requirements)


def _any_rank(slug: str) -> tuple[int, ...]:  # noqa: ARG001
    return ()


def _requirements(library: Library) -> Iterator[Requirement]:
    for topic, document in library.topics.items():
        for kind in ("hard", "soft"):
            for index, entry in enumerate(items(mapping(document.data, "prerequisites"), kind)):
                before = entry.get("topic") if isinstance(entry, dict) else None
                if isinstance(before, str) and before in library.topics:
                    place = ("prerequisites", kind, index, "topic")
                    yield Requirement(Edge(before, topic), kind == "hard", document, place)


def _repeated(requirements: list[Requirement]) -> Iterator[Fault]:
    seen = set()
    for each in requirements:
        if each.edge in seen:
            yield each.fault(f"'{each.edge.before}' is listed twice: keep it as hard or as soft")
        seen.add(each.edge)


def _redundant(requirements: list[Requirement]) -> Iterator[Fault]:
    """Hard edges that follow from others: they say nothing, and clutter the map."""
    hard = {each.edge: each for each in requirements if each.is_hard}
    for edge in graph.find_redundant(hard):
        message = f"take '{edge.before}' away: another prerequisite of this topic requires it already"
        yield hard[edge].fault(message)


def _backwards(requirements: list[Requirement], library: Library) -> Iterator[Fault]:
    numbers = {tier.get("slug"): tier.get("number") for tier in dicts(library.track, "tiers")}
    tiers = {
        slug: numbers.get(document.data.get("tier")) if isinstance(document.data, dict) else None
        for slug, document in library.topics.items()
    }
    for each in requirements:
        later, earlier = tiers[each.edge.after], tiers[each.edge.before]
        if each.is_hard and isinstance(later, int) and isinstance(earlier, int) and earlier > later:
            where = f"of tier {earlier}, later than this topic's {later}"
            yield each.fault(f"'{each.edge.before}' is {where}: make it soft, or move one of the two")
