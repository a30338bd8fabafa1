"""Progress never goes back: a re-plan changes what is ahead only (rules §8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.goals.models import StudyGoal
from studyplan.planner.documents import PlanDocument, StoredTask
from studyplan.planner.models import Plan
from studyplan.planner.past import collect_past, tasks_in, weeks_with_past
from studyplan.planner.services import document_in, inputs_of, planned_task, planned_tasks, read_current_plan
from studyplan.progress.services import NOT_PLANNED, Ticks, set_done, ticks_of
from tests.factories import NOW, make_assessment, make_goal, make_plan, ratings
from tests.planner.interviews.helpers import GOOGLE, OVER, prepare, row, text

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = timedelta(days=1)
Freeze = Callable[[datetime], None]


def tick(user: User, task: StoredTask, at: datetime, *, done: bool = True) -> None:
    planned = planned_tasks(user).get(task.key, NOT_PLANNED)
    set_done(user, task.key, task.sitting, done, planned=planned, now=at, today=at.date())


def tick_day(user: User, number: int, at: datetime) -> list[StoredTask]:
    """Do all of a day of the plan in force."""
    tasks = list(document_in(current(user)).days[number].tasks)
    for task in tasks:
        tick(user, task, at)
    return tasks


def current(user: User) -> Plan:
    return user.plans.current().get()


def past_of(user: User) -> dict[date, list[tuple[str, int, int]]]:
    return {
        day.date: [(task.key, task.sitting, task.minutes) for task in day.tasks]
        for day in document_in(current(user)).past
    }


def facts(tasks: list[StoredTask]) -> list[tuple[str, int, int]]:
    return [(task.key, task.sitting, task.minutes) for task in tasks]


def minutes_done(user: User) -> int:
    found = read_current_plan(user)
    assert found
    return found[1].minutes_done(ticks_of(user))


@pytest.fixture
def two_days(owner: Client, ada: User, freeze: Freeze) -> list[list[StoredTask]]:
    """Two days were done as planned; it is the evening of the second."""
    prepare(ada, GOOGLE, OVER)
    done = [tick_day(ada, number, NOW + DAY * number) for number in range(2)]
    freeze(NOW + DAY + timedelta(hours=11))
    return done


CHANGES: dict[str, tuple[str, dict[str, Any]]] = {
    "re-plan": ("/plan/renew/", {}),
    "pace": ("/plan/renew/", {"pace": 150}),
    "goal": ("/plan/goal/", {"role": "mlops", "minutes": "45", "confirm": "1"}),
    "date": ("/plan/goal/", {"role": "mle", "minutes": "60", "interview_date": "2026-04-20", "confirm": "1"}),
    "pause": ("/plan/pause/", {"first": "2026-03-03", "last": "2026-03-08", "confirm": "1"}),
    "repair": ("/plan/repair/optimization/", {}),
    "second interview": ("/plan/interviews/add/", {"company": "meta", "interview_date": "2026-04-02", "confirm": "1"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_done_stays_where_it_was_done(
    owner: Client, ada: User, two_days: list[list[StoredTask]], change: str
) -> None:
    before, first = minutes_done(ada), current(ada)
    path, data = CHANGES[change]
    assert owner.post(path, data).status_code == 302
    assert current(ada).previous_id == first.pk
    assert past_of(ada) == {TODAY: facts(two_days[0]), TODAY + DAY: facts(two_days[1])}
    assert minutes_done(ada) == before > 0
    document = document_in(current(ada))
    assert document.began_on == inputs_of(current(ada)).began_on == TODAY
    assert document.weeks[0].number == 1, "weeks count on"
    plan, today, calendar = (text(owner.get(page)) for page in ("/plan/", "/", "/plan/calendar/download.ics"))
    assert ">0 min" not in plan
    assert f'id="day-{TODAY}"' in plan
    assert " done" in today
    assert ">0 min" not in today
    assert " 0 min of" not in today
    assert "✓ Studied" in calendar
    assert {"DTSTART;VALUE=DATE:20260302", "DTSTART;VALUE=DATE:20260303"} <= set(calendar.split())


def test_a_debrief_keeps_the_past(owner: Client, ada: User, two_days: list[list[StoredTask]]) -> None:
    before = minutes_done(ada)
    path = f"/plan/interviews/{row(ada, 'amazon').pk}/debrief/"
    assert owner.post(path, {"asked": "Why?", "topics": ["optimization"]}).status_code == 302
    owner.post("/plan/renew/")
    assert list(past_of(ada)) == [TODAY, TODAY + DAY]
    assert minutes_done(ada) == before


def test_the_past_stays_through_many_plans(owner: Client, ada: User, two_days: list[list[StoredTask]]) -> None:
    owner.post("/plan/renew/")
    past, plan = past_of(ada), current(ada)
    for path, data in CHANGES.values():
        owner.post(path, data)
        assert past_of(ada) == past
    assert current(ada) != plan
    owner.post("/plan/renew/")
    again = current(ada)
    owner.post("/plan/renew/")
    assert current(ada) == again, "a second click"


def test_one_undo_brings_the_plan_back_with_all_that_is_done(
    owner: Client, ada: User, two_days: list[list[StoredTask]]
) -> None:
    first, before = current(ada), minutes_done(ada)
    owner.post("/plan/renew/")
    owner.post("/plan/undo/", {"plan": current(ada).pk})
    assert current(ada) == first
    assert minutes_done(ada) == before


def test_done_late_or_ahead_it_counts_on_the_day_on_which_it_was_done(owner: Client, ada: User, freeze: Freeze) -> None:
    prepare(ada, GOOGLE)
    late, ahead = document_in(current(ada)).days[0].tasks[0], document_in(current(ada)).days[4].tasks[0]
    for task in (late, ahead):
        tick(ada, task, NOW + DAY)
    freeze(NOW + DAY * 2)
    owner.post("/plan/renew/")
    assert past_of(ada) == {TODAY + DAY: facts([late, ahead])}


def test_what_is_unticked_is_done_no_more_and_can_be_ticked_again(
    owner: Client, ada: User, two_days: list[list[StoredTask]]
) -> None:
    owner.post("/plan/renew/")
    before, task = minutes_done(ada), two_days[0][0]
    tick(ada, task, NOW + DAY, done=False)
    assert minutes_done(ada) == before - task.minutes
    known = planned_task(ada, task.key)
    assert known
    assert known.sittings[task.sitting] == task.minutes
    tick(ada, task, NOW + DAY)
    assert minutes_done(ada) == before
    tick(ada, task, NOW + DAY, done=False)
    owner.post("/plan/renew/")
    assert task.key not in {key for tasks in past_of(ada).values() for key, *_rest in tasks}
    assert task.key in {ahead.key for ahead in document_in(current(ada)).tasks}


def test_weeks_that_are_over_stay_in_the_plan(owner: Client, ada: User, freeze: Freeze) -> None:
    prepare(ada, GOOGLE)
    tick_day(ada, 0, NOW)
    freeze(NOW + DAY * 15)
    owner.post("/plan/renew/")
    document = document_in(current(ada))
    assert document.weeks[0].number == 3
    assert [week.number for week in weeks_with_past(document)][:2] == [1, 3]
    page = text(owner.get("/plan/weeks/1/"))
    assert "Mon, Mar 2" in page
    assert f'id="day-{TODAY}"' in page
    assert owner.get("/plan/weeks/2/").status_code == 404
    assert owner.get("/plan/weeks/3/").status_code == 200


def test_a_first_goal_begins_anew_unless_something_is_done(owner: Client, ada: User, freeze: Freeze) -> None:
    make_assessment(ada, ratings(2))
    make_plan(ada)
    freeze(NOW + DAY * 3)
    data = {"role": "mle", "minutes": "60"}
    owner.post("/plan/goal/", data)
    assert document_in(current(ada)).began_on is None
    owner.post("/plan/undo/", {"plan": current(ada).pk})
    StudyGoal.objects.filter(user=ada).delete()
    tick_day(ada, 0, NOW)
    owner.post("/plan/goal/", data)
    assert document_in(current(ada)).began_on == TODAY


def test_ticks_that_no_plan_holds_count_in_the_totals(owner: Client, ada: User) -> None:
    make_goal(ada)
    make_plan(ada)
    ada.completions.create(task="practice:optimization:debrief-9", minutes=25, done_at=NOW, done_on=TODAY)
    assert "25 min done</span>" in text(owner.get("/plan/"))


class TestCollectPast:
    def test_sittings_of_a_task_that_was_ticked_whole_are_all_done(self, ada: User) -> None:
        document = split_document(ada)
        key = "practice:optimization"
        past = collect_past(document, Ticks({key: {0: None}}), {(key, 0): TODAY}, TODAY + DAY)
        assert [(task.sitting, task.minutes) for task in past[0].tasks] == [(1, 30), (2, 20)]

    def test_a_day_on_which_nobody_was_here_is_the_nearest_one(self, ada: User) -> None:
        document, key = split_document(ada), "practice:optimization"
        for on, expected in ((TODAY - DAY, TODAY), (TODAY + 9 * DAY, TODAY + DAY)):
            past = collect_past(document, Ticks({key: {1: None}}), {(key, 1): on}, TODAY + DAY)
            assert [day.date for day in past] == [expected]

    def test_what_was_done_for_a_lower_level_is_done_and_its_further_sitting_is_not(self, ada: User) -> None:
        document, key = split_document(ada), "practice:optimization"
        whole = document.tasks[0].model_copy(update={"sitting": 0, "part": None})
        past = collect_past(one_task(document, whole), Ticks({key: {0: 3}}), {(key, 0): TODAY}, TODAY)
        assert not past, "planned for a higher level"
        kept = document.model_copy(update={"past": (document.days[0].model_copy(update={"tasks": (whole,)}),)})
        planned = tasks_in(kept)[key]
        assert 0 not in planned.sittings
        assert collect_past(kept, Ticks({key: {0: 3}}), {(key, 0): TODAY}, TODAY)[0].tasks[0].sitting == 0


def one_task(document: PlanDocument, *tasks: StoredTask) -> PlanDocument:
    """The plan with these tasks on its first day, and no others."""
    week = document.weeks[0]
    day = week.days[0].model_copy(update={"tasks": tasks, "minutes": sum(task.minutes for task in tasks)})
    return document.model_copy(update={"weeks": (week.model_copy(update={"days": (day,)}),), "afterwards": ()})


def split_document(user: User) -> PlanDocument:
    """One task for level 4 in two sittings."""
    make_assessment(user, ratings(3))
    document = document_in(make_plan(user))
    task = next(task for task in document.tasks if task.key.startswith("practice:optimization"))
    whole = task.model_copy(update={"key": "practice:optimization"})
    sittings = [
        whole.model_copy(update={"sitting": number, "part": f"{number}/2", "minutes": minutes})
        for number, minutes in ((1, 30), (2, 20))
    ]
    return one_task(document, *sittings)
