"""Drills step by step: interrupted anywhere, sent twice, from two tabs; the clock; what an end leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.practice.drills import services as drills
from studyplan.practice.drills.page import drill_page
from studyplan.practice.models import Attempt, CardMemory, Drill
from studyplan.progress.services import PlannedTask, ticks_of
from tests.factories import NOW
from tests.practice.factories import begin_drill, make_drill, make_memory, make_own_card

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)


def after(seconds: int) -> datetime:
    return NOW + timedelta(seconds=seconds)


def state(drill: Drill) -> tuple[object, ...]:
    row = Drill.objects.get(pk=drill.pk)
    answers = list(row.attempts.order_by("place").values_list("place", "hits", "answer", "seconds"))
    return row.asked_at, row.revealed_at, row.answer, row.ended_at, answers


def reveal(user: User, drill: Drill, place: int, at: int, answer: str = "") -> None:
    drills.reveal(user, drill, place, answer, after(at))


def keep(user: User, drill: Drill, place: int, at: int, hits: tuple[int, ...] = (0, 1, 2)) -> None:
    drills.record_answer(user, drill, place, hits, {}, after(at), TODAY)


def end(user: User, drill: Drill, at: int) -> None:
    drills.end(user, drill, after(at), TODAY)


def answer_all(user: User, drill: Drill, hits: tuple[int, ...] = (0, 1, 2)) -> None:
    for place in range(len(drill.questions)):
        reveal(user, drill, place, place * 100 + 40)
        keep(user, drill, place, place * 100 + 100, hits)


# Each state of a drill of three questions, and how to get there


def asked(user: User, drill: Drill) -> None:
    """The first question is open."""


def revealed(user: User, drill: Drill) -> None:
    reveal(user, drill, 0, 40, "An answer")


def second(user: User, drill: Drill) -> None:
    revealed(user, drill)
    keep(user, drill, 0, 60)


def last_revealed(user: User, drill: Drill) -> None:
    second(user, drill)
    reveal(user, drill, 1, 90)
    keep(user, drill, 1, 100)
    reveal(user, drill, 2, 130, "The last")


def ended_early(user: User, drill: Drill) -> None:
    second(user, drill)
    end(user, drill, 70)


def finished(user: User, drill: Drill) -> None:
    answer_all(user, drill)


STATES: dict[Callable[[User, Drill], None], tuple[int | None, bool]] = {
    asked: (0, False),
    revealed: (0, True),
    second: (1, False),
    last_revealed: (2, True),
    ended_early: (None, False),
    finished: (None, False),
}


@pytest.mark.parametrize("reach", STATES)
def test_every_step_for_another_place_or_state_changes_nothing(ada: User, reach: Callable[[User, Drill], None]) -> None:
    drill = begin_drill(ada)
    reach(ada, drill)
    place, is_revealed = STATES[reach]
    before = state(drill)
    for stale in range(5):
        if stale != place or is_revealed:
            reveal(ada, drill, stale, 500, "From another tab")
        if stale != place or not is_revealed:
            keep(ada, drill, stale, 500, (0,))
        assert state(drill) == before


@pytest.mark.parametrize("reach", STATES)
def test_coming_back_later_finds_the_same_question_and_the_true_time(
    ada: User, reach: Callable[[User, Drill], None]
) -> None:
    drill = begin_drill(ada)
    reach(ada, drill)
    place, is_revealed = STATES[reach]
    now, later = (drill_page(Drill.objects.get(pk=drill.pk), after(at)) for at in (200, 200 + 24 * 3600))
    if place is None:
        assert now is later is None
        return
    assert now
    assert later
    assert now.place == later.place == place
    assert now.question == later.question
    assert now.is_revealed == later.is_revealed == is_revealed
    passed = 0 if is_revealed else 24 * 3600
    assert now.left - later.left == passed
    assert now.left_in_all - later.left_in_all == passed


def test_the_clock_runs_while_a_question_is_open_and_stands_while_its_answer_is_compared(ada: User) -> None:
    drill = begin_drill(ada)

    def times(at: int) -> tuple[int, int]:
        page = drill_page(Drill.objects.get(pk=drill.pk), after(at))
        assert page
        return page.left, page.left_in_all

    assert times(0) == (60, 180)
    assert times(45) == (15, 135)
    assert times(75) == (-15, 105)
    reveal(ada, drill, 0, 75)
    assert times(80) == times(9_999) == (-15, 105)
    keep(ada, drill, 0, 10_000)
    assert times(10_000) == (60, 105)
    assert times(10_200) == (-140, -95)
    assert list(drill.attempts.values_list("seconds", flat=True)) == [75]


def test_an_answer_after_the_time_is_kept(ada: User) -> None:
    drill = begin_drill(ada)
    reveal(ada, drill, 0, 100_000, "Slow, and right")
    keep(ada, drill, 0, 100_100)
    kept = drill.attempts.get()
    assert (kept.answer, kept.hits, kept.seconds) == ("Slow, and right", [0, 1, 2], Attempt.MOST_SECONDS)
    reveal(ada, drill, 1, 100_200)
    keep(ada, drill, 1, 100_300)
    assert drill.attempts.count() == 2


def test_a_clock_that_is_set_back_stops_nothing(ada: User) -> None:
    drill = begin_drill(ada)
    reveal(ada, drill, 0, -50)
    keep(ada, drill, 0, -40)
    end(ada, drill, -30)
    drill.refresh_from_db()
    assert drill.ended_at == drill.started_at
    assert drill.attempts.get().seconds == 0


def test_one_is_open_at_a_time(ada: User) -> None:
    setting = drills.DrillSettings(Drill.Kind.MOCK, "rapid-fire")
    drawn = begin_drill(ada).questions
    first = ada.drills.get()
    again, is_new = drills.start(ada, setting, drawn, NOW, TODAY)
    assert (again, is_new) == (first, False)
    end(ada, first, 5)
    other, is_new = drills.start(ada, setting, drawn, NOW, TODAY)
    assert is_new
    assert (other.minutes, other.started_on) == (3, TODAY)


def test_ending_twice_is_ending_once(ada: User) -> None:
    drill = begin_drill(ada)
    end(ada, drill, 5)
    before = state(drill)
    end(ada, drill, 50)
    assert state(drill) == before


def test_what_was_typed_and_not_compared_is_no_attempt_and_not_lost(ada: User) -> None:
    drill = begin_drill(ada)
    reveal(ada, drill, 0, 40, "Half a thought")
    end(ada, drill, 50)
    drill.refresh_from_db()
    assert drill.answer == "Half a thought"
    assert not drill.attempts.exists()


def test_a_question_that_the_content_has_lost_is_passed_over(ada: User) -> None:
    drill = begin_drill(ada)
    gone = {"kind": "rapid-fire", "topic": "optimization", "slug": "no-longer-asked", "seconds": 60}
    drill.questions = [gone, drill.questions[1], gone]
    drill.save()
    page = drill_page(drill, NOW)
    assert page
    assert (page.place, page.is_last) == (1, True)
    reveal(ada, drill, 1, 10)
    keep(ada, drill, 1, 20)
    drill.refresh_from_db()
    assert drill.ended_at


# What an end leaves behind


def test_missed_questions_come_back_as_cards_tomorrow(ada: User) -> None:
    drill = begin_drill(ada)
    reveal(ada, drill, 0, 10)
    keep(ada, drill, 0, 20, (0,))
    reveal(ada, drill, 1, 30)
    keep(ada, drill, 1, 40, (0, 1, 2))
    end(ada, drill, 50)
    due = list(ada.card_memories.values_list("card__slug", "card__kind", "due_on"))
    assert due == [(drill.questions[0]["slug"], "rapid-fire", TOMORROW)]


def test_other_misses_bring_the_topics_first_cards_that_are_new(ada: User) -> None:
    flashcards = [card.card for card in (make_memory(ada, card) for card in flashcards_of("cross-validation")[:1])]
    CardMemory.objects.create(user=ada, own=make_own_card(ada), due_at=NOW, due_on=NOW.date())
    questions = [
        {"kind": "chain", "topic": "cross-validation", "slug": "late-parcels--why-validation-slept", "seconds": 150},
        {"kind": "chain", "topic": "cross-validation", "slug": "wake-word--may-we-ship", "seconds": 150},
    ]
    drill = make_drill(ada, questions=questions)
    for place in (0, 1):
        reveal(ada, drill, place, 10)
        keep(ada, drill, place, 20, ())
    missed = ada.card_memories.filter(own=None).exclude(card__in=flashcards)
    assert [memory.card for memory in missed.order_by("card__position")] == flashcards_of("cross-validation")[1:3]
    assert {memory.due_on for memory in missed} == {TOMORROW}


def flashcards_of(topic: str) -> list[Card]:
    return list(Card.objects.current().filter(topic__slug=topic, kind="flashcard").order_by("position"))


def test_finishing_a_drill_of_the_plan_ticks_its_task(ada: User) -> None:
    planned = {"mock:optimization": PlannedTask({0: 10}, level=4)}
    drill = begin_drill(ada, task="mock:optimization")
    for place in range(3):
        assert not ada.completions.exists()
        reveal(ada, drill, place, 10)
        drills.record_answer(ada, drill, place, (), planned, after(20), TODAY)
    tick = ada.completions.get()
    assert (tick.task, tick.sitting, tick.minutes, tick.level) == ("mock:optimization", 0, 10, 4)


def test_one_that_stops_early_can_be_counted_all_the_same(ada: User) -> None:
    drill = begin_drill(ada, task="mock:optimization")
    end(ada, drill, 5)
    assert drills.creditable_tasks(ada.drills.get()) == []  # nothing was answered
    other = begin_drill(ada, task="mock:optimization")
    reveal(ada, other, 0, 10)
    keep(ada, other, 0, 20)
    assert drills.creditable_tasks(ada.drills.get(pk=other.pk)) == []  # still open
    end(ada, other, 30)
    assert not ticks_of(ada).is_done("mock:optimization")
    assert drills.creditable_tasks(ada.drills.get(pk=other.pk)) == ["mock:optimization"]


@pytest.mark.parametrize(
    ("hits", "counts"),
    [((0, 1, 2), ["mock:optimization"]), ((0,), [])],
    ids=["half of the key points", "less"],
)
def test_a_free_one_counts_for_topics_with_two_questions_and_half_of_the_points(
    ada: User, hits: tuple[int, ...], counts: list[str]
) -> None:
    drill = begin_drill(ada)
    answer_all(ada, drill, hits)
    assert drills.creditable_tasks(ada.drills.get()) == counts
    assert not ada.completions.exists()


def test_one_question_of_a_chain_is_enough(ada: User) -> None:
    question = {"kind": "chain", "topic": "ensemble-methods", "slug": "wake-word--five-networks", "seconds": 150}
    drill = make_drill(ada, questions=[question])
    answer_all(ada, drill, (0, 1, 2, 3))
    assert drills.creditable_tasks(ada.drills.get()) == ["mock:ensemble-methods"]


def test_the_structure_is_kept_in_its_own_order(ada: User) -> None:
    drill = begin_drill(ada, ended_at=NOW)
    drills.set_structure(ada, drill, ["example", "state", "nonsense"])
    drill.refresh_from_db()
    assert drill.structure == ["state", "example"]
