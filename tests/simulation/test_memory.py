"""The two memories, against values computed by hand and by the package."""

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler, State
from fsrs.scheduler import DEFAULT_PARAMETERS
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulation.memory import Fsrs, FsrsMemory, HalfLife, HalfLifeMemory, Memory

HALF = HalfLifeMemory(first=4, growth=3, kept=0.5)
FSRS = FsrsMemory(DEFAULT_PARAMETERS)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
PACKAGE = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


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


@pytest.mark.parametrize("memory", [HALF, FSRS])
def test_what_was_only_read_is_weaker_until_it_is_proved(memory: Memory) -> None:
    trace, whole = memory.learn(0, 0.25), memory.learn(0, 1)
    assert trace.recall(5) < whole.recall(5)
    for _ in range(2):
        trace.prove()
        assert trace.recall(5) == pytest.approx(whole.recall(5))


@pytest.mark.parametrize("memory", [HALF, FSRS])
def test_what_is_read_again_after_it_was_forgotten_is_to_be_proved(memory: Memory) -> None:
    reread, recalled = memory.learn(0, 0.5), memory.learn(0, 1)
    reread.review(20, known=False, effect=0.5)
    recalled.review(20, known=False, effect=1)
    assert reread.recall(25) < recalled.recall(25)
    reread.prove()
    assert reread.recall(25) == pytest.approx(recalled.recall(25), rel=0.2)


@settings(max_examples=50)
@given(
    stability=st.floats(0.1, 200),
    reviews=st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=8),
)
def test_it_computes_what_the_package_does(stability: float, reviews: list[tuple[int, bool]]) -> None:
    card = Card(card_id=1, state=State.Review, stability=stability, difficulty=5.0, last_review=NOON)
    trace, day = FSRS.keep(stability, 0), 0
    for later, known in reviews:
        day += later
        on = NOON + timedelta(days=day)
        assert trace.recall(day) == pytest.approx(PACKAGE.get_card_retrievability(card, on))
        card, _ = PACKAGE.review_card(card, Rating.Good if known else Rating.Again, on)
        trace.review(day, known=known, effect=1)
        assert (trace.stability, trace.difficulty) == pytest.approx((card.stability, card.difficulty))


@pytest.mark.parametrize(("known", "grade"), [(True, Rating.Good), (False, Rating.Again)])
def test_a_first_grade_is_that_of_the_package(known: bool, grade: Rating) -> None:
    card, _ = PACKAGE.review_card(Card(card_id=1), grade, NOON)
    trace = FSRS.start(0, known=known)
    assert (trace.stability, trace.difficulty) == pytest.approx((card.stability, card.difficulty))


def test_rereading_gives_a_part_of_what_a_recall_does() -> None:
    recalled, reread = FSRS.keep(10, day=0), FSRS.keep(10, day=0)
    recalled.review(10, known=True, effect=1)
    reread.review(10, known=True, effect=0.5)
    assert reread.stability - 10 == pytest.approx((recalled.stability - 10) / 2)


@pytest.mark.parametrize("memory", [HALF, FSRS])
def test_spacing_pays(memory: Memory) -> None:
    def recall(*days: int) -> float:
        trace: Fsrs | HalfLife = memory.keep(5, day=0)  # type: ignore[assignment]
        for day in days:
            trace.review(day, known=True, effect=1)
        return trace.recall(40)

    assert recall(3, 7, 14) > recall(12, 13, 14) > recall(14) > recall()
