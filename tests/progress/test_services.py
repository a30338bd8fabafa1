from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from studyplan.accounts.models import User
from studyplan.progress.models import Completion
from studyplan.progress.services import (
    NOT_PLANNED,
    WHOLE,
    PlannedTask,
    Ticks,
    set_done,
    tick_self_assessments,
    ticks_of,
)
from tests.factories import NOW, make_user

TASK = "read:optimization"
TODAY = NOW.date()
levels = st.none() | st.integers(1, 5)


@st.composite
def planned_tasks(draw: st.DrawFn) -> PlannedTask:
    """A task as plans hold it: in one go, or in sittings that are numbered from any number on."""
    if draw(st.booleans()):
        return PlannedTask({WHOLE: draw(st.integers(1, 12)) * 5}, draw(levels))
    first = draw(st.integers(1, 3))
    minutes = draw(st.lists(st.integers(5, 12).map(lambda fives: fives * 5), min_size=1, max_size=4))
    return PlannedTask(dict(enumerate(minutes, start=first)), draw(levels))


def put(
    user: User,
    sitting: int,
    done: bool = True,
    planned: PlannedTask = NOT_PLANNED,
    days: int = 0,
    task: str = TASK,
) -> None:
    """Set a tick, some days after ``NOW``."""
    now = NOW + timedelta(days=days)
    set_done(user, task, sitting, done, planned=planned, now=now, today=now.date())


def stored(user: User) -> dict[int, tuple[int | None, int | None]]:
    """Sitting → minutes and level."""
    return {row.sitting: (row.minutes, row.level) for row in user.completions.filter(task=TASK)}


class SetDoneTest(TestCase):
    """Ticks against the simplest model of them: the set of planned sittings that are done."""

    @given(data=st.data(), planned=planned_tasks())
    def test_any_ticks_leave_what_was_said_last(self, data: st.DataObject, planned: PlannedTask) -> None:
        user, other = make_user(), make_user("grace@example.org")
        put(other, WHOLE)
        all_sittings = set(planned.sittings)
        done: set[int] = set()
        for day in range(data.draw(st.integers(1, 8))):
            sitting = data.draw(st.sampled_from(sorted(all_sittings | {WHOLE})))
            is_done = data.draw(st.booleans())
            for _click in range(data.draw(st.integers(1, 2))):
                put(user, sitting, is_done, planned, day)
            changed = all_sittings if sitting == WHOLE else {sitting}
            done = done | changed if is_done else done - changed
            ticks = ticks_of(user)
            assert {sitting for sitting in all_sittings if ticks.has(TASK, sitting, planned.level)} == done
            assert ticks.sittings_done(TASK, planned) == len(done)
            assert ticks.is_done(TASK, planned) is (done == all_sittings)
            # What is remembered are the minutes of what is done: nothing twice, nothing lost.
            minutes = sum(row.minutes or 0 for row in user.completions.all())
            assert minutes == sum(planned.sittings[sitting] for sitting in done)
            assert all(row.level == planned.level for row in user.completions.all())
        assert ticks_of(other).is_done(TASK)

    @given(data=st.data(), planned=planned_tasks(), earlier=st.integers(1, 4))
    def test_what_was_done_for_a_lower_level_stays_and_counts_no_further_sitting(
        self, data: st.DataObject, planned: PlannedTask, earlier: int
    ) -> None:
        user = make_user()
        put(user, WHOLE, planned=PlannedTask({WHOLE: 60}, earlier))
        higher = PlannedTask({2: 45, 3: 30}, earlier + 1)
        for day in range(data.draw(st.integers(0, 5))):
            put(user, data.draw(st.sampled_from([2, 3])), data.draw(st.booleans()), higher, day + 1)
        rows = stored(user)
        assert rows.pop(WHOLE) == (60, earlier)
        ticks = ticks_of(user)
        assert {sitting for sitting in (2, 3) if ticks.has(TASK, sitting, earlier + 1)} == set(rows)
        assert rows.items() <= {2: (45, earlier + 1), 3: (30, earlier + 1)}.items()


@pytest.mark.django_db
class TestSetDone:
    def test_a_tick_remembers_minutes_level_and_the_users_day(self, ada: User) -> None:
        set_done(ada, TASK, 2, True, planned=PlannedTask({1: 60, 2: 45}, 4), now=NOW, today=TODAY + timedelta(days=1))
        row = ada.completions.get()
        assert (row.task, row.sitting, row.minutes, row.level) == (TASK, 2, 45, 4)
        assert (row.done_at, row.done_on) == (NOW, TODAY + timedelta(days=1))

    def test_a_tick_that_is_there_keeps_its_time(self, ada: User) -> None:
        put(ada, WHOLE)
        put(ada, WHOLE, days=3)
        assert ada.completions.get().done_at == NOW

    def test_what_no_plan_holds_is_remembered_without_minutes_and_level(self, ada: User) -> None:
        put(ada, WHOLE)
        put(ada, 7)
        assert stored(ada) == {WHOLE: (None, None)}
        put(ada, WHOLE, done=False)
        put(ada, 7)
        assert stored(ada) == {7: (None, None)}

    def test_the_whole_of_a_begun_task_adds_the_minutes_that_were_left(self, ada: User) -> None:
        planned = PlannedTask({1: 60, 2: 45, 3: 30}, 4)
        put(ada, 2, planned=planned)
        put(ada, WHOLE, planned=planned, days=1)
        assert stored(ada) == {2: (45, 4), WHOLE: (90, 4)}

    def test_a_later_higher_target_opens_the_task_again(self, ada: User) -> None:
        put(ada, WHOLE, planned=PlannedTask({WHOLE: 60}, 3))
        higher = PlannedTask({2: 45, 3: 30}, 4)
        ticks = ticks_of(ada)
        assert not ticks.is_done(TASK, higher)
        assert ticks.sittings_done(TASK, higher) == 0
        # With no plan for it, or one that aims no higher, it is done.
        assert ticks.is_done(TASK)
        assert ticks.is_done(TASK, PlannedTask({2: 45}, 3))

    def test_the_whole_again_for_a_higher_target_raises_the_tick(self, ada: User) -> None:
        put(ada, WHOLE, planned=PlannedTask({WHOLE: 60}, 3))
        higher = PlannedTask({2: 45, 3: 30}, 4)
        put(ada, 3, planned=higher, days=1)
        put(ada, WHOLE, planned=higher, days=2)
        assert stored(ada) == {WHOLE: (105, 4), 3: (30, 4)}
        assert ticks_of(ada).is_done(TASK, higher)
        assert ada.completions.get(sitting=WHOLE).done_at == NOW

    def test_a_lower_target_lowers_nothing(self, ada: User) -> None:
        put(ada, WHOLE, planned=PlannedTask({WHOLE: 60}, 4))
        put(ada, WHOLE, planned=PlannedTask({WHOLE: 30}, 3))
        assert stored(ada) == {WHOLE: (60, 4)}

    def test_taking_back_one_sitting_of_the_whole_keeps_when_the_others_were_done(self, ada: User) -> None:
        planned = PlannedTask({1: 60, 2: 45, 3: 30}, 4)
        put(ada, WHOLE, planned=planned)
        put(ada, 2, done=False, planned=planned, days=5)
        assert stored(ada) == {1: (60, 4), 3: (30, 4)}
        assert {row.done_on for row in ada.completions.all()} == {TODAY}

    def test_taking_back_the_whole_takes_back_every_sitting_also_of_earlier_plans(self, ada: User) -> None:
        put(ada, 1)
        put(ada, 2, planned=PlannedTask({2: 45}, 4))
        put(ada, WHOLE, done=False, planned=PlannedTask({2: 45}, 4))
        assert not ada.completions.exists()

    def test_a_stale_page_may_tick_a_sitting_that_is_planned_no_more(self, ada: User) -> None:
        planned = PlannedTask({WHOLE: 60}, 4)
        put(ada, 3, planned=planned)
        assert stored(ada) == {3: (None, 4)}
        assert not ticks_of(ada).is_done(TASK, planned)
        put(ada, 3, done=False, planned=planned)
        assert stored(ada) == {}

    def test_a_stale_page_takes_back_a_sitting_of_a_task_that_is_whole_now(self, ada: User) -> None:
        planned = PlannedTask({WHOLE: 60}, 4)
        put(ada, WHOLE, planned=planned)
        put(ada, 3, done=False, planned=planned)
        assert not ticks_of(ada).is_done(TASK, planned)

    def test_taking_back_what_is_not_there_does_nothing(self, ada: User) -> None:
        put(ada, WHOLE, done=False)
        put(ada, 2, done=False)
        assert not Completion.objects.exists()

    def test_other_tasks_and_other_peoples_ticks_are_left_alone(self, ada: User, grace: User) -> None:
        put(grace, WHOLE)
        put(ada, WHOLE, task="derive:optimization")
        put(ada, WHOLE, done=False)
        assert ticks_of(grace).is_done(TASK)
        assert ticks_of(ada).is_done("derive:optimization")
        assert not ticks_of(ada).is_done(TASK)


@pytest.mark.django_db
def test_a_re_assessment_ticks_what_it_is(ada: User) -> None:
    tick_self_assessments(ada, ["optimization", "bias-variance"], NOW, date(2026, 3, 3))
    tick_self_assessments(ada, ["optimization"], NOW + timedelta(days=9), date(2026, 3, 11))
    assert sorted((row.task, row.sitting, row.done_on) for row in ada.completions.all()) == [
        ("self-assessment:bias-variance", WHOLE, date(2026, 3, 3)),
        ("self-assessment:optimization", WHOLE, date(2026, 3, 3)),
    ]


def test_without_ticks_nothing_is_done() -> None:
    ticks = Ticks({})
    assert not ticks.is_done(TASK)
    assert not ticks.has(TASK, WHOLE, None)
    assert ticks.sittings_done(TASK, PlannedTask({1: 60})) == 0
