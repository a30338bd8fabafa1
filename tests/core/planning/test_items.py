"""Which items come first, which fit, and which a sitting holds. Rules: planning §4, §6."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyplan.core.material import StudyItem
from studyplan.core.planning.items import ItemQueue, list_in_order, pick_fitting


def items(*minutes: int) -> tuple[StudyItem, ...]:
    """Named by their places, from 1."""
    return tuple(StudyItem(str(place), "", each) for place, each in enumerate(minutes, start=1))


def slugs(picked: Sequence[StudyItem]) -> str:
    return " ".join(item.slug for item in picked)


RANKED = {
    "new": StudyItem("new", "", 10, 3),
    "attempted": StudyItem("attempted", "", 10, 3),
    "harder": StudyItem("harder", "", 10, 4),
    "company": StudyItem("company", "", 10, 4, companies=("meta",)),
    "round": StudyItem("round", "", 10, 4, rounds=("coding", "ml-depth")),
    "both": StudyItem("both", "", 10, 4, rounds=("coding",), companies=("meta",)),
    "known": StudyItem("known", "", 10, 2, rounds=("coding",), companies=("meta",)),
    "beyond": StudyItem("beyond", "", 10, 5),
}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("known new", "new known"),  # levels to gain before others …
        ("beyond new", "new beyond"),
        ("known beyond", "known beyond"),
        ("new round", "round new"),  # … then rounds …
        ("company round", "round company"),
        ("round both", "both round"),  # … then the company's own …
        ("new company", "company new"),
        ("harder new", "new harder"),  # … then easier ones …
        ("attempted new", "new attempted"),  # … then new ones …
        ("harder attempted", "attempted harder"),
        ("new other", "new other"),  # … then the order of the material.
    ],
)
def test_order(names: str, expected: str) -> None:
    pool = [RANKED.get(name, StudyItem(name, "", 10, 3)) for name in names.split()]
    assert slugs(list_in_order(pool, (2, 4), {"coding"}, {"meta"}, {"attempted"})) == expected


def test_what_does_not_fit_is_passed_over() -> None:
    assert slugs(pick_fitting(items(30, 25, 20, 5, 10), 40)) == "1 4"
    assert slugs(pick_fitting(items(30, 25), 20)) == ""


def take_all(queue: ItemQueue, minutes: int, sittings: Sequence[int]) -> list[str]:
    taken = []
    for sitting in sittings:
        minutes -= sitting
        taken.append(slugs(queue.take(sitting, minutes)))
    return taken


@pytest.mark.parametrize(
    ("minutes", "own", "sittings", "taken"),
    [
        (60, (20, 15, 25), (35, 25), ["1 2", "3"]),
        (60, (20, 15, 25), (20, 40), ["1", "2 3"]),
        # One that is cut is named in each sitting.
        (60, (20, 15, 25), (25, 35), ["1 2", "2 3"]),
        (100, (100,), (40, 40, 20), ["1", "1", "1"]),
        # It is not begun where the rest of the task holds it whole, unless the sitting had nothing else.
        (60, (20, 25), (35, 25), ["1", "2"]),
        (60, (40,), (20, 40), ["1", "1"]),
        # Minutes beyond the items belong to the last.
        (60, (20, 15), (35, 25), ["1 2", "2"]),
        (30, (), (15, 15), ["", ""]),
    ],
)
def test_items_of_sittings(minutes: int, own: tuple[int, ...], sittings: tuple[int, ...], taken: list[str]) -> None:
    assert take_all(ItemQueue(items(*own)), minutes, sittings) == taken


def test_where_a_task_can_be_cut() -> None:
    queue = ItemQueue(items(20, 15, 25))
    assert queue.list_cuts() == [(20, 40), (35, 25)]
    queue.take(25, 35)
    assert (queue.list_cuts(), queue.minutes) == ([(10, 25)], 35)
    queue.take(10, 25)
    assert (queue.list_cuts(), queue.minutes) == ([], 25)
    assert ItemQueue(()).list_cuts() == []


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.integers(0, 14), st.data())
def test_every_item_is_named_in_order(own: list[int], beyond: int, data: st.DataObject) -> None:
    """However the task is cut: each item once, but for one that goes on into the next sitting."""
    left = sum(own) + beyond
    queue = ItemQueue(items(*own))
    named: list[str] = []
    while left:
        sitting = data.draw(st.integers(1, left))
        left -= sitting
        taken = [item.slug for item in queue.take(sitting, left)]
        named += taken[1:] if named and taken and taken[0] == named[-1] else taken
    assert named == [str(place) for place in range(1, len(own) + 1)]
