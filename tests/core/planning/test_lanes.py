"""Which chain goes on, where its tasks are cut, and what stays free. Rule: planning §6."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyplan.core.codes import FocusCode, ReasonCode, TaskKind
from studyplan.core.material import StudyItem
from studyplan.core.model import note
from studyplan.core.planning.days import Ease, StudyDay
from studyplan.core.planning.lanes import Lane, fill_day
from studyplan.core.planning.workload import Work, WorkChain
from tests.core.requests import START
from tests.core.twelve import POLICY

RULES = POLICY.days
A_DAY = 110


def work(key: str, minutes: int, items: Sequence[int] = (), *, whole: bool = False, put_off: int = 0) -> Work:
    """`key` is the kind, then the topic: `read:a`."""
    kind, topic = key.split(":")
    return Work(
        key,
        TaskKind(kind),
        (topic,),
        minutes,
        note(ReasonCode.LEARN, topic=topic),
        FocusCode.BLOCK,
        whole,
        tuple(StudyItem(str(place), "", each) for place, each in enumerate(items, start=1)),
        START + timedelta(days=put_off) if put_off else None,
    )


def topic(*works: Work, needs: tuple[str, ...] = (), begun: bool = False) -> WorkChain:
    return WorkChain(works, needs, learning=True, begun=begun)


def lay(chains: Iterable[WorkChain], rooms: Iterable[int], ease: Ease = Ease.ITEMS, a_day: int = A_DAY) -> list[str]:
    """The days, each as `read:a 60, …`."""
    lanes = [Lane(chain, a_day) for chain in chains]
    unread = {each.work.topics[0] for each in lanes if each.work.kind == TaskKind.READ}
    days = []
    for place, room in enumerate(rooms):
        day = StudyDay(START + timedelta(days=place), a_day, room)
        for ended in fill_day(day, [lane for lane in lanes if lane], unread, RULES, ease):
            if ended.kind == TaskKind.READ:
                unread.discard(ended.topics[0])
        days.append(", ".join(f"{sitting.work.key} {sitting.minutes}" for sitting in day.sittings))
    return days


@pytest.mark.parametrize(
    ("minutes", "items", "rooms", "ease", "sittings"),
    [
        (60, [], [110], Ease.TIGHT, [60]),
        # Whole items where one ends on the day …
        (65, [20, 20, 25], [45, 110], Ease.ITEMS, [40, 25]),
        (65, [22, 20, 23], [45, 110], Ease.ITEMS, [45, 20]),
        # … or on any whole day; else anywhere.
        (65, [50, 15], [20, 110], Ease.ITEMS, [0, 65]),
        (65, [50, 15], [50, 110], Ease.ITEMS, [50, 15]),
        (150, [150], [110, 110], Ease.ITEMS, [110, 40]),
        # A quarter of an hour at least on both sides of a cut.
        (40, [], [10, 110], Ease.SITTINGS, [0, 40]),
        (40, [], [30, 110], Ease.SITTINGS, [25, 15]),
        (40, [], [20, 110], Ease.SITTINGS, [20, 20]),
        (25, [], [20, 110], Ease.SITTINGS, [0, 25]),
        # Short tasks stay whole, but where time runs out.
        (15, [], [10, 110], Ease.SITTINGS, [0, 15]),
        (15, [], [10, 110], Ease.TIGHT, [10, 5]),
        (40, [], [5, 110], Ease.TIGHT, [5, 35]),
    ],
)
def test_sittings(minutes: int, items: list[int], rooms: list[int], ease: Ease, sittings: list[int]) -> None:
    wanted = [f"read:a {placed}" if placed else "" for placed in sittings] + [""] * (len(rooms) - len(sittings))
    assert lay([topic(work("read:a", minutes, items))], rooms, ease) == wanted


def test_the_rest_of_a_day_that_nothing_else_can_use_is_used() -> None:
    """A cut between items would leave 40 minutes, which are worth a sitting; 20 are not."""
    assert lay([topic(work("read:a", 90, [70, 20]))], [80, 110]) == ["read:a 70", "read:a 20"]
    assert lay([topic(work("practice:a", 90, [40, 50]))], [80, 110]) == ["practice:a 75", "practice:a 15"]


def test_short_days_are_used_whatever_comes() -> None:
    """What is left for the next day is a quarter of an hour, where that can be."""
    assert lay([topic(work("read:a", 40))], [15, 15, 15], a_day=15) == ["read:a 15", "read:a 10", "read:a 15"]
    assert lay([topic(work("read:a", 25))], [20, 30], a_day=30) == ["read:a 10", "read:a 15"]
    assert lay([topic(work("read:a", 15))], [10, 15], a_day=15) == ["read:a 10", "read:a 5"]


def test_what_loses_its_point_when_cut_waits_for_a_day_that_holds_it() -> None:
    mock = work("mock:a", 60, whole=True)
    assert lay([topic(mock)], [50, 110]) == ["", "mock:a 60"]
    assert lay([topic(mock)], [50, 110], Ease.TIGHT) == ["", "mock:a 60"]
    assert lay([topic(mock)], [40, 40], Ease.TIGHT, 45) == ["mock:a 40", "mock:a 20"]


def test_a_task_has_one_sitting_a_day() -> None:
    """Room that a cut leaves is not filled with more of the same task."""
    a = topic(work("read:a", 100, [30, 70]))
    b = topic(work("read:b", 60, [60]))
    assert lay([a, b], [95, 110]) == ["read:a 30, read:b 60", "read:a 70"]


def test_where_the_next_sitting_does_not_fit_another_topic_goes_first() -> None:
    a, b = topic(work("read:a", 90, [45, 45]), work("mock:a", 10)), topic(work("read:b", 40))
    assert lay([a, b], [85, 110]) == ["read:a 45, read:b 40", "read:a 45, mock:a 10"]


def test_at_most_two_topics_are_begun_and_unfinished() -> None:
    chains = [topic(work(f"read:{name}", 90, [30, 60]), work(f"mock:{name}", 10)) for name in "abc"]
    assert lay(chains, [65, 110]) == ["read:a 30, read:b 30", "read:a 60, mock:a 10, read:c 30"]


def test_a_cut_sitting_grows_where_two_topics_leave_much_of_the_day() -> None:
    chains = [topic(work(f"read:{name}", 150, [30, 120])) for name in "abc"]
    assert lay(chains, [100, 110]) == ["read:a 70, read:b 30", "read:a 80, read:b 30"]


def test_an_item_that_a_whole_day_holds_is_not_cut() -> None:
    """Fifteen minutes stay free rather than half a coding problem, unless the day is so short that none would do."""
    chain = topic(work("practice:a", 80, [40, 40]), work("implement:a", 30, [30]))
    assert lay([chain], [95, 110]) == ["practice:a 80", "implement:a 30"]
    assert lay([chain], [40, 15, 40], a_day=40) == ["practice:a 40", "practice:a 15", "practice:a 25, implement:a 15"]


def test_other_works_do_not_count_as_topics_begun() -> None:
    chains = [topic(work(f"read:{name}", 100, [30, 70])) for name in "ab"]
    assert lay([*chains, WorkChain((work("practice:c", 25),))], [90]) == ["read:a 30, read:b 30, practice:c 25"]


def test_a_topic_begun_before_the_plan_goes_before_the_next_in_order() -> None:
    a, b = topic(work("read:a", 50)), topic(work("practice:b", 50), begun=True)
    assert lay([a, b], [60, 60]) == ["practice:b 50", "read:a 50"]


def test_a_topic_waits_for_the_reading_of_what_it_builds_on() -> None:
    a = topic(work("read:a", 60, [30, 30]), work("practice:a", 20))
    b = topic(work("read:b", 20), needs=("a",))
    c = topic(work("read:c", 20))
    assert lay([a, b, c], [50, 110]) == ["read:a 30", "read:a 30, practice:a 20, read:b 20, read:c 20"]


def test_a_task_that_was_put_off_keeps_its_topic_waiting() -> None:
    a = topic(work("read:a", 30), work("practice:a", 30, put_off=2), work("mock:a", 10))
    b = topic(work("read:b", 60))
    assert lay([a, b], [110, 110, 110]) == ["read:a 30, read:b 60", "", "practice:a 30, mock:a 10"]


def test_a_review_lies_on_one_day_where_a_day_holds_it() -> None:
    works = work("cheat-sheet:a", 10), work("mock:a", 10), work("self-assessment:a", 5)
    review = WorkChain(works, together=True)
    together = "cheat-sheet:a 10, mock:a 10, self-assessment:a 5"
    assert lay([review], [20, 25]) == ["", together]
    assert lay([review], [20, 25], a_day=20) == ["cheat-sheet:a 10, mock:a 10", "self-assessment:a 5"]


def test_the_minutes_left_of_a_chain() -> None:
    lane = Lane(topic(work("read:a", 50), replace(work("practice:a", 10), minutes=0), work("mock:a", 10)), A_DAY)
    day = StudyDay(START, A_DAY, A_DAY)
    assert lane
    assert lane.minutes == 60
    assert lane.put(day, 30) is None
    assert lane.minutes == 30
    assert lane.put(day, 20) == work("read:a", 50)
    assert lane.work == work("mock:a", 10)
    assert lane.put(day, 10)
    assert not lane


@settings(deadline=None)
@given(
    st.integers(1, 60).map(lambda steps: steps * 5),
    st.lists(st.integers(2, 60), max_size=8),
    st.sampled_from(Ease),
    st.integers(3, 30).map(lambda steps: steps * 5),
)
def test_nothing_gets_lost(minutes: int, items: list[int], ease: Ease, day: int) -> None:
    lane = Lane(topic(work("read:a", minutes, items)), day)
    sittings = []
    for place in range(200):
        study_day = StudyDay(START + timedelta(days=place), day, day)
        if lane:
            fill_day(study_day, [lane], {"a"}, RULES, ease)
        sittings += [sitting.minutes for sitting in study_day.sittings]
    assert sum(sittings) == minutes
    assert not lane
    if day >= RULES.short_day:
        assert all(sitting >= RULES.shortest_sitting for sitting in sittings) or minutes < RULES.shortest_sitting
