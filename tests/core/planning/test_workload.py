"""What a tick counts for, minute by minute. Rule: planning §8."""

import pytest

from studyplan.core.codes import FocusCode, ReasonCode, TaskKind
from studyplan.core.model import CompletedTask, note
from studyplan.core.planning.workload import CompletedWork, Workload
from tests.core.requests import START
from tests.core.twelve import POLICY, syllabus

REACHED_BY = {2: 20, 3: 40, 4: 60}  # minutes from level 1


def left(completion: CompletedTask, rating: int = 1, reach: int = 4) -> int:
    """Minutes left of a reading of 60 minutes."""
    return CompletedWork(POLICY, [completion], START).learning_minutes_left(
        completion.key, 60, rating, reach, lambda level: REACHED_BY[level]
    )


@pytest.mark.parametrize(
    ("completion", "minutes"),
    [
        (CompletedTask("a"), 0),
        (CompletedTask("a", level=4), 0),
        (CompletedTask("a", level=4, minutes=15), 0),  # the whole is the whole, however quickly it went
        (CompletedTask("a", level=5, minutes=15), 0),
        (CompletedTask("a", level=3), 20),
        (CompletedTask("a", level=3, minutes=15), 45),
        (CompletedTask("a", level=3, minutes=90), 20),
        (CompletedTask("a", level=1), 60),
        (CompletedTask("a", 1, 25, level=2), 35),
        (CompletedTask("a", 1, 25, level=1), 60),
        (CompletedTask("a", 1, 25), 35),
        (CompletedTask("a", 1), 0),
    ],
)
def test_of_learning(completion: CompletedTask, minutes: int) -> None:
    assert left(completion) == minutes


def test_what_the_rating_holds_counts_no_more() -> None:
    done = [CompletedTask("a", level=1), CompletedTask("a", 1, 14)]
    assert CompletedWork(POLICY, done, START).learning_minutes_left("a", 60, 1, 4, REACHED_BY.__getitem__) == 50
    assert left(CompletedTask("a", level=3), rating=3) == 60
    assert left(CompletedTask("a", 1, 25, level=3), rating=3) == 60
    assert left(CompletedTask("a", level=3), rating=3, reach=3) == 60


@pytest.mark.parametrize("level", [None, 1, 5])
def test_of_a_task_without_levels_every_tick_counts(level: int | None) -> None:
    completed = CompletedWork(POLICY, [CompletedTask("a", 1, 15, level), CompletedTask("b", level=level)], START)
    assert (completed.left("a", 40), completed.left("b", 40), completed.left("c", 40)) == (25, 0, 40)


def test_only_what_is_meant_to_stay_whole_is_marked_so() -> None:
    workload = Workload(syllabus(), CompletedWork(POLICY, (), START))
    cause = note(ReasonCode.EXPRESS_DAY, day=1)
    task = workload.make_work("mock:x", TaskKind.MOCK, ("x",), 10, cause, FocusCode.EXPRESS)
    assert (task.minutes, task.whole) == (10, False)
