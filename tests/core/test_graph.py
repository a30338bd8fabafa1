"""Prerequisites as a graph."""

import pytest

from studyplan.core.errors import CycleError
from studyplan.core.graph import find_redundant, list_ancestors, list_predecessors, sort_nodes
from studyplan.core.model import Edge
from tests.core.twelve import SLUGS, syllabus


def edges(*pairs: str) -> tuple[Edge, ...]:
    return tuple(Edge(*pair) for pair in pairs)


def test_order_follows_edges_then_rank() -> None:
    assert sort_nodes("cab", edges("cb"), lambda node: (ord(node),)) == ("a", "c", "b")


def test_equal_ranks_follow_their_slugs() -> None:
    assert sort_nodes("cab", (), lambda _node: ()) == ("a", "b", "c")


def test_a_cycle_is_named_along_its_edges() -> None:
    with pytest.raises(CycleError) as caught:
        sort_nodes("abcd", edges("ab", "bc", "cb", "cd"), lambda _node: ())
    assert caught.value.path in (("b", "c", "b"), ("c", "b", "c"))


def test_a_topic_before_itself_is_a_cycle() -> None:
    with pytest.raises(CycleError) as caught:
        sort_nodes("a", edges("aa"), lambda _node: ())
    assert caught.value.path == ("a", "a")


def test_what_lies_below() -> None:
    graph = edges("ab", "bc", "ac", "cd")
    assert list_predecessors("c", graph) == ("b", "a")
    assert list_ancestors("d", graph) == ("c", "b", "a")
    assert list_ancestors("a", graph) == ()


def test_redundant_edges() -> None:
    assert find_redundant(edges("ab", "bc", "ac")) == edges("ac")
    assert find_redundant(edges("ab", "ab")) == edges("ab", "ab")


def test_the_twelve_are_reduced() -> None:
    whole = syllabus()
    assert not find_redundant(whole.hard + whole.soft)
    assert set(list_ancestors(SLUGS["MIQ"], whole.hard + whole.soft)) == set(SLUGS.values()) - {SLUGS["MIQ"]}
