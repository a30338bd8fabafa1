"""Prerequisites as a graph: in which order, what lies below, and what is wrong with it."""

from collections.abc import Callable, Collection, Iterable
from heapq import heappop, heappush

from studyplan.core.errors import CycleError
from studyplan.core.model import Edge

Rank = tuple[int, ...]


def sort_nodes(nodes: Collection[str], edges: Iterable[Edge], rank: Callable[[str], Rank]) -> tuple[str, ...]:
    """The nodes so that every edge points forward; among those that may come next, the lowest rank first.

    Ranks must differ, or the order of equals follows their slugs. Raises CycleError with the path of a cycle.
    Rule: planning §5.
    """
    edges = tuple(edges)
    waiting_for = {node: sum(edge.after == node for edge in edges) for node in nodes}
    ready: list[tuple[Rank, str]] = []
    for node, count in waiting_for.items():
        if not count:
            heappush(ready, (rank(node), node))
    result: list[str] = []
    while ready:
        _, node = heappop(ready)
        result.append(node)
        for edge in edges:
            if edge.before == node:
                waiting_for[edge.after] -= 1
                if not waiting_for[edge.after]:
                    heappush(ready, (rank(edge.after), edge.after))
    if len(result) < len(waiting_for):
        raise CycleError(_find_cycle({node for node, count in waiting_for.items() if count}, edges))
    return tuple(result)


def list_predecessors(node: str, edges: Iterable[Edge]) -> tuple[str, ...]:
    """The direct predecessors of a node, in the order of the edges."""
    return tuple(edge.before for edge in edges if edge.after == node)


def list_ancestors(node: str, edges: Iterable[Edge]) -> tuple[str, ...]:
    """Everything that a node builds on, directly or not, each once, nearest first. Cycles do no harm."""
    edges = tuple(edges)
    ancestors = list(dict.fromkeys(list_predecessors(node, edges)))
    for ancestor in ancestors:  # it grows on the way
        for further in list_predecessors(ancestor, edges):
            if further not in ancestors:
                ancestors.append(further)
    return tuple(ancestors)


def find_redundant(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """The edges that the others already imply: none, where the graph is transitively reduced. Rule: planning §5."""
    edges = tuple(edges)
    return tuple(
        edge
        for place, edge in enumerate(edges)
        if edge.before in list_ancestors(edge.after, edges[:place] + edges[place + 1 :])
    )


def _find_cycle(blocked: set[str], edges: tuple[Edge, ...]) -> tuple[str, ...]:
    """A cycle among nodes that each have a blocked predecessor, in the direction of the edges."""
    path = [min(blocked)]
    while path[-1] not in path[:-1]:
        path.append(next(edge.before for edge in edges if edge.after == path[-1] and edge.before in blocked))
    return tuple(reversed(path[path.index(path[-1]) :]))
