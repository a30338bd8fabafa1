"""When recalls are due, and what becomes of those without room."""

from datetime import timedelta

import pytest

from studyplan.core.model import CompletedTask, StudyRecord
from studyplan.core.planning.days import StudyDay
from studyplan.core.planning.recalls import Recalls, shrink_offsets
from studyplan.core.planning.workload import CompletedWork
from tests.core.requests import START
from tests.core.twelve import POLICY

RULES = POLICY.recalls


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (None, [3, 7, 14, 21]),
        (40, [3, 7, 14, 21]),
        (22, [3, 7, 14, 21]),
        (21, [3, 7, 13, 20]),
        (12, [2, 4, 7, 11]),
        (5, [1, 1, 3, 4]),
        (2, [1, 1, 1, 1]),
        (1, [1, 1, 1, 1]),
        (0, [1, 1, 1, 1]),
    ],
)
def test_offsets(days: int | None, expected: list[int]) -> None:
    """`days` from the reading to the last study day: the last recall lands on the day before it."""
    last_day = None if days is None else START + timedelta(days=days)
    assert [offset for _, offset in shrink_offsets(RULES, START, last_day)] == expected


def place(recalls: Recalls, day: int, room: int = 105) -> list[str]:
    study_day = StudyDay(START + timedelta(days=day), 105, room)
    recalls.place(study_day)
    return [sitting.work.key for sitting in study_day.sittings]


def test_two_days_between_recalls_of_one_topic() -> None:
    recalls = Recalls(RULES, START, None, None)
    recalls.begin("a", 0, START)
    recalls.begin("b", 1, START)
    assert place(recalls, 8) == ["recall-3:a", "recall-3:b"]
    assert place(recalls, 9) == []
    assert place(recalls, 10) == ["recall-7:a", "recall-7:b"]
    assert recalls


def test_three_recalls_a_day_at_most() -> None:
    recalls = Recalls(RULES, START, None, None)
    for place_in_order, topic in enumerate("abcd"):
        recalls.begin(topic, place_in_order, START)
    day = StudyDay(START + timedelta(days=3), 105, 105)
    recalls.place(day)
    recalls.use_idle([day])
    assert [sitting.work.key for sitting in day.sittings] == ["recall-3:a", "recall-3:b", "recall-3:c"]
    assert place(recalls, 4) == ["recall-3:d"]


def test_a_topic_s_recalls_keep_their_order() -> None:
    """The later kind is due as well, and waits for the earlier one that was put off."""
    record = StudyRecord(deferred={"recall-3:a": START + timedelta(days=12)})
    recalls = Recalls(RULES, START, None, None, CompletedWork(POLICY, (), START, record))
    recalls.begin("a", 0, START)
    assert place(recalls, 8) == []
    assert place(recalls, 12) == ["recall-3:a"]
    assert place(recalls, 14) == ["recall-7:a"]


def test_what_was_skipped_leaves_no_gap() -> None:
    record = StudyRecord(skipped=frozenset({"recall-3:a"}))
    recalls = Recalls(RULES, START, None, None, CompletedWork(POLICY, (), START, record))
    recalls.begin("a", 0, START)
    assert [place(recalls, day) for day in (3, 7)] == [[], ["recall-7:a"]]
    assert recalls.unplaced == 2


def test_a_full_day_passes_them_on() -> None:
    recalls = Recalls(RULES, START, None, None)
    recalls.begin("b", 1, START)
    recalls.begin("a", 0, START)
    assert place(recalls, 2) == []
    assert place(recalls, 3, room=15) == ["recall-3:a"]
    assert place(recalls, 4) == ["recall-3:b"]


def test_a_share_of_the_minutes_so_far_and_what_is_idle() -> None:
    recalls = Recalls(RULES, START, START + timedelta(days=60), 10)
    for topic in range(5):
        recalls.begin(str(topic), topic, START)
    assert place(recalls, 3) == ["recall-3:0", "recall-3:1", "recall-3:2"]
    assert recalls.unplaced == 17
    study_day = StudyDay(START + timedelta(days=4), 105, 105)
    recalls.use_idle([study_day])
    assert [sitting.work.key for sitting in study_day.sittings] == ["recall-3:3", "recall-3:4"]
    assert recalls.unplaced == 15


def test_minutes_that_stay_free_come_off_the_share() -> None:
    """Two days of 50 minutes allow two recalls; of which the minutes that stayed free take one."""
    for free, placed in ((0, ["recall-3:a"]), (1, [])):
        recalls = Recalls(RULES, START, START + timedelta(days=60), 0)
        recalls.begin("a", 0, START)
        recalls.note_free(free)
        study_day = StudyDay(START + timedelta(days=3), 50, 50)
        recalls.place(study_day)
        assert [sitting.work.key for sitting in study_day.sittings] == placed


def test_the_share_is_exact_to_the_minute() -> None:
    """A fifth of 45 or 49 minutes is 9: with one that is idle there is room for one recall, without it for none."""
    for minutes, idle, placed in ((45, 0, []), (49, 0, []), (50, 0, ["recall-3:a"]), (45, 1, ["recall-3:a"])):
        recalls = Recalls(RULES, START, START + timedelta(days=60), idle)
        recalls.begin("a", 0, START)
        study_day = StudyDay(START + timedelta(days=3), minutes, minutes)
        recalls.place(study_day)
        assert [sitting.work.key for sitting in study_day.sittings] == placed
        assert [sitting.work.minutes for sitting in study_day.sittings] == [10] * len(placed)


def test_a_share_already_used_counts() -> None:
    """Two days of 50 minutes allow 20; one that is used up leaves 10, to the minute."""
    recalls = Recalls(RULES, START, START + timedelta(days=60), 0)
    for topic in "abc":
        recalls.begin(topic, 0, START)
    placed = []
    for day in (3, 4):
        study_day = StudyDay(START + timedelta(days=day), 50, 50)
        recalls.place(study_day)
        placed.append([sitting.work.key for sitting in study_day.sittings])
    assert placed == [["recall-3:a"], ["recall-3:b"]]


def test_a_recall_due_on_the_first_day_overtakes_none() -> None:
    recalls = Recalls(RULES, START, None, None)
    recalls.begin("a", 0, START - timedelta(days=7))
    assert place(recalls, 0) == ["recall-3:a"]
    assert recalls.unplaced == 3


def test_what_is_ticked_is_not_placed_and_keeps_its_distance() -> None:
    completed = CompletedWork(POLICY, [CompletedTask("recall-3:a", on=START + timedelta(days=1))], START)
    recalls = Recalls(RULES, START, START + timedelta(days=6), None, completed)
    recalls.begin("a", 0, START)
    assert [place(recalls, day) for day in range(1, 6)] == [[], [], ["recall-7:a"], [], ["recall-14:a"]]
    assert recalls.unplaced == 1
