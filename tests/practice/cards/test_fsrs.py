"""The seam to FSRS: golden sequences, and days that are the user's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import fsrs
import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from studyplan.accounts.models import User
from studyplan.practice.cards.fsrs import NEW, RETENTION, Memory, recall_chance, review
from studyplan.practice.cards.memories import memories_of
from tests.practice.factories import make_memory

LEARNING, REVIEW, RELEARNING = 1, 2, 3
BEGIN = date(2026, 3, 2)
DAY = timedelta(days=1)
STEP, LONG_STEP, MIDDLE = timedelta(minutes=1), timedelta(minutes=10), timedelta(minutes=5, seconds=30)

# Days since the review before, grade → wait, state, stability, difficulty. Printed once by fsrs 6.3.2 alone.
GOLDEN: dict[str, list[tuple[int, int, int | timedelta, int, float, float]]] = {
    "good": [
        (0, 3, LONG_STEP, LEARNING, 2.3065, 2.1181),
        (0, 3, 2, REVIEW, 2.3065, 2.1112),
        (2, 3, 11, REVIEW, 10.9710, 2.1043),
        (11, 3, 46, REVIEW, 46.3169, 2.0975),
        (46, 3, 163, REVIEW, 162.9998, 2.0906),
    ],
    "easy": [
        (0, 4, 8, REVIEW, 8.2956, 1.0),
        (8, 4, 66, REVIEW, 65.6242, 1.0),
        (60, 4, 375, REVIEW, 374.7650, 1.0),
    ],
    "hard": [
        (0, 2, MIDDLE, LEARNING, 1.2931, 5.1122),
        (0, 2, MIDDLE, LEARNING, 1.2931, 6.7405),
        (0, 3, LONG_STEP, LEARNING, 1.3359, 6.7289),
        (1, 2, LONG_STEP, LEARNING, 2.7585, 7.8138),
    ],
    "again and again": [
        (0, 1, STEP, LEARNING, 0.2120, 6.4133),
        (0, 1, STEP, LEARNING, 0.0834, 8.8063),
        (0, 3, LONG_STEP, LEARNING, 0.1031, 8.7927),
        (0, 3, 1, REVIEW, 0.1258, 8.7792),
        (1, 1, LONG_STEP, RELEARNING, 0.0657, 9.5839),
        (0, 3, 1, REVIEW, 0.0826, 9.5696),
    ],
    "a lapse": [
        (0, 4, 8, REVIEW, 8.2956, 1.0),
        (0, 3, 8, REVIEW, 8.2956, 1.0),
        (0, 1, LONG_STEP, RELEARNING, 2.5625, 7.0270),
        (0, 4, 4, REVIEW, 4.3538, 6.0188),
    ],
    "late": [
        (0, 3, LONG_STEP, LEARNING, 2.3065, 2.1181),
        (0, 3, 2, REVIEW, 2.3065, 2.1112),
        (30, 3, 37, REVIEW, 37.4479, 2.1043),
        (90, 2, 141, REVIEW, 140.8774, 4.7437),
    ],
    "a sitting that was broken off": [
        (0, 3, LONG_STEP, LEARNING, 2.3065, 2.1181),
        (3, 3, 14, REVIEW, 13.8269, 2.1112),
        (4, 4, 43, REVIEW, 43.3189, 1.0),
    ],
}


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_sequences(name: str) -> None:
    memory, on = NEW, BEGIN
    for gap, grade, wait, state, stability, difficulty in GOLDEN[name]:
        on += DAY * gap
        memory, waits = review(memory, grade, on)
        assert waits == (wait if isinstance(wait, timedelta) else DAY * wait)
        assert (memory.state, memory.reviewed_on) == (state, on)
        assert memory.stability == pytest.approx(stability, abs=5e-5)
        assert memory.difficulty == pytest.approx(difficulty, abs=5e-5)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 4)), min_size=1, max_size=12))
def test_whatever_is_graded_goes_as_fsrs_itself_has_it(reviews: list[tuple[int, int]]) -> None:
    scheduler = fsrs.Scheduler(desired_retention=RETENTION, enable_fuzzing=False)
    card, at = fsrs.Card(card_id=1), datetime(2026, 3, 2, 12, tzinfo=UTC)
    memory = NEW
    for gap, grade in reviews:
        at += DAY * gap
        card, _log = scheduler.review_card(card, fsrs.Rating(grade), at)
        memory, waits = review(memory, grade, at.date())
        assert waits == card.due - at
        assert memory == Memory(int(card.state), card.step, card.stability, card.difficulty, at.date())
    later = at + 7 * DAY
    assert recall_chance(memory, later.date()) == scheduler.get_card_retrievability(card, later)


def test_the_wait_is_where_nine_of_ten_are_recalled() -> None:
    memory = Memory(REVIEW, None, 20.0, 5.0, BEGIN)
    assert recall_chance(memory, BEGIN) == 1
    assert recall_chance(memory, BEGIN + 20 * DAY) == pytest.approx(RETENTION)


def test_what_was_never_reviewed_is_untested() -> None:
    assert recall_chance(NEW, BEGIN) is None


def reviewed_at(memory_of: User, moment: datetime) -> Memory:
    """What is known of a card reviewed then."""
    make_memory(memory_of, reviewed_at=moment, due_at=moment)
    return only_memory(memory_of)


def only_memory(user: User) -> Memory:
    [stored] = memories_of(user)
    return stored.memory


def test_the_next_morning_is_the_next_day(ada: User) -> None:
    with timezone.override(ZoneInfo("Europe/Berlin")):
        memory = reviewed_at(ada, datetime(2026, 3, 2, 20, 30, tzinfo=UTC))
    assert memory.reviewed_on == date(2026, 3, 2)
    slept, _wait = review(memory, 3, date(2026, 3, 3))
    same_day, _wait = review(memory, 3, date(2026, 3, 2))
    assert slept.stability
    assert same_day.stability
    assert slept.stability > same_day.stability


@pytest.mark.parametrize("changes_on", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_day_of_23_or_25_hours_is_a_day(ada: User, changes_on: date) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    with timezone.override(berlin):
        evening = datetime.combine(changes_on - DAY, datetime.min.time(), tzinfo=berlin).replace(hour=20)
        memory = reviewed_at(ada, evening)
    assert recall_chance(memory, changes_on) == recall_chance(Memory(REVIEW, None, 5.0, 5.0, BEGIN), BEGIN + DAY)


def test_a_review_belongs_to_the_day_of_the_zone_in_force(ada: User) -> None:
    moment = datetime(2026, 3, 2, 18, tzinfo=UTC)
    make_memory(ada, reviewed_at=moment, due_at=moment)
    with timezone.override(ZoneInfo("Pacific/Kiritimati")):
        assert only_memory(ada).reviewed_on == date(2026, 3, 3)
    with timezone.override(ZoneInfo("Pacific/Niue")):
        assert only_memory(ada).reviewed_on == date(2026, 3, 2)


def test_travelling_west_past_the_date_line_takes_nothing_away() -> None:
    memory = Memory(REVIEW, None, 5.0, 5.0, BEGIN)
    assert recall_chance(memory, BEGIN - DAY) == 1
    again, _wait = review(memory, 3, BEGIN - DAY)
    assert again.stability
    assert again.stability >= 5
