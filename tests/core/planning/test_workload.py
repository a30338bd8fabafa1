"""What a tick counts for, minute by minute. Rule: planning §8."""

import pytest

from studyplan.core.codes import FocusCode, Kind, ReasonCode
from studyplan.core.model import Completion, note
from studyplan.core.planning.workload import Ledger, Workload
from tests.core.requests import START
from tests.core.twelve import POLICY, syllabus

REACHED_BY = {2: 20, 3: 40, 4: 60}  # minutes from level 1


def left(completion: Completion, rating: int = 1, reach: int = 4) -> int:
    """Minutes left of a reading of 60 minutes."""
    return Ledger(POLICY, [completion], START).left_of_learning(
        completion.key, 60, rating, reach, lambda level: REACHED_BY[level]
    )


@pytest.mark.parametrize(
    ("completion", "minutes"),
    [
        (Completion("a"), 0),
        (Completion("a", level=4), 0),
        (Completion("a", level=4, minutes=15), 0),  # the whole is the whole, however quickly it went
        (Completion("a", level=5, minutes=15), 0),
        (Completion("a", level=3), 20),
        (Completion("a", level=3, minutes=15), 45),
        (Completion("a", level=3, minutes=90), 20),
        (Completion("a", level=1), 60),
        (Completion("a", 1, 25, level=2), 35),
        (Completion("a", 1, 25, level=1), 60),
        (Completion("a", 1, 25), 35),
        (Completion("a", 1), 0),
    ],
)
def test_of_learning(completion: Completion, minutes: int) -> None:
    assert left(completion) == minutes


def test_what_the_rating_holds_counts_no_more() -> None:
    done = [Completion("a", level=1), Completion("a", 1, 14)]
    assert Ledger(POLICY, done, START).left_of_learning("a", 60, 1, 4, REACHED_BY.__getitem__) == 50
    assert left(Completion("a", level=3), rating=3) == 60
    assert left(Completion("a", 1, 25, level=3), rating=3) == 60
    assert left(Completion("a", level=3), rating=3, reach=3) == 60


@pytest.mark.parametrize("level", [None, 1, 5])
def test_of_a_task_without_levels_every_tick_counts(level: int | None) -> None:
    ledger = Ledger(POLICY, [Completion("a", 1, 15, level), Completion("b", level=level)], START)
    assert (ledger.left("a", 40), ledger.left("b", 40), ledger.left("c", 40)) == (25, 0, 40)


def test_only_what_is_meant_to_stay_whole_is_marked_so() -> None:
    workload = Workload(syllabus(), Ledger(POLICY, (), START))
    cause = note(ReasonCode.EXPRESS_DAY, day=1)
    task = workload.single("mock:x", Kind.MOCK, ("x",), 10, cause, FocusCode.EXPRESS)
    assert (task.minutes, task.whole) == (10, False)
