"""The two memories, against values computed by hand."""

from math import exp

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS

from tests.simulation.memory import Fsrs, FsrsMemory, HalfLife, HalfLifeMemory, Memory

HALF = HalfLifeMemory(first=4, growth=3, kept=0.5)
FSRS = FsrsMemory(DEFAULT_PARAMETERS)


def test_half_is_gone_after_a_half_life() -> None:
    trace = HALF.keep(4, day=10)
    assert [trace.recall(day) for day in (10, 14, 18, 22)] == [1, 0.5, 0.25, 0.125]


def test_success_adds_more_the_less_was_left() -> None:
    spaced, massed = HALF.keep(4, day=0), HALF.keep(4, day=0)
    spaced.review(4, known=True, effect=1)
    massed.review(0, known=True, effect=1)
    assert (spaced.days, massed.days) == (4 * (1 + 3 * 0.5), 4)
    assert spaced.recall(14) == 0.5


def test_rereading_adds_a_part_of_it() -> None:
    trace = HALF.keep(4, day=0)
    trace.review(4, known=True, effect=0.5)
    assert trace.days == 4 * (1 + 0.5 * 3 * 0.5)


@pytest.mark.parametrize(("before", "after"), [(10, 5), (6, 4)])
def test_failure_keeps_a_part_and_never_less_than_the_first_half_life(before: float, after: float) -> None:
    trace = HALF.keep(before, day=0)
    trace.review(10, known=False, effect=1)
    assert (trace.days, trace.last) == (after, 10)


def test_what_was_only_read_is_weaker_until_it_is_proved() -> None:
    trace = HALF.learn(0, 0.25)
    assert trace.recall(1) == 0.5
    trace.prove()
    assert trace.recall(4) == 0.5
    trace.prove()
    assert trace.recall(4) == 0.5


def test_fsrs_forgets_by_its_power_law() -> None:
    trace = FSRS.keep(10, day=0)
    factor = 0.9 ** (-1 / 0.1542) - 1
    assert trace.recall(10) == pytest.approx(0.9)
    assert trace.recall(30) == pytest.approx((1 + factor * 3) ** -0.1542)


def test_fsrs_success() -> None:
    # Stability 10, difficulty 5, recall 0.9: the growth of FSRS-6.
    growth = exp(1.8722) * 6 * 10**-0.1666 * (exp(0.1 * 0.796) - 1)
    recalled, reread = FSRS.keep(10, day=0), FSRS.keep(10, day=0)
    recalled.review(10, known=True, effect=1)
    reread.review(10, known=True, effect=0.5)
    assert growth == pytest.approx(2.203, abs=0.001)
    assert recalled.card.stability == pytest.approx(10 * (1 + growth))
    assert reread.card.stability == pytest.approx(10 * (1 + growth / 2))


def test_fsrs_failure() -> None:
    trace = FSRS.keep(10, day=0)
    trace.review(10, known=False, effect=0.5)
    assert trace.card.stability == pytest.approx(1.4835 * 5**-0.0614 * (11**0.2629 - 1) * exp(0.1 * 1.6483))
    assert trace.recall(10) == 1


def test_fsrs_first_reading() -> None:
    trace = FSRS.learn(3, 0.5)
    assert trace.card.stability == pytest.approx(2.3065 / 2)
    trace.prove()
    assert trace.card.stability == pytest.approx(2.3065)


@pytest.mark.parametrize("memory", [HALF, FSRS])
def test_spacing_pays(memory: Memory) -> None:
    def recall(*days: int) -> float:
        trace: Fsrs | HalfLife = memory.keep(5, day=0)  # type: ignore[assignment]
        for day in days:
            trace.review(day, known=True, effect=1)
        return trace.recall(40)

    assert recall(3, 7, 14) > recall(12, 13, 14) > recall(14) > recall()
