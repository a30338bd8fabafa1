from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyplan.accounts.models import User
from studyplan.core.model import Goal, Ratings
from studyplan.core.planning.build import build
from studyplan.planner.conversion import make_document
from studyplan.planner.documents import PlanDocument
from studyplan.planner.models import Plan
from studyplan.planner.outline import OutlineDay, PlanOutline, make_outline
from studyplan.planner.services import days_in, document_in, minutes_on, planned_task, planned_tasks
from studyplan.progress.services import PlannedTask, Ticks
from tests.core import twelve
from tests.core.requests import START, goals, ratings
from tests.factories import NOW, make_assessment, make_goal, make_plan
from tests.factories import ratings as rate_all

TODAY = NOW.date()


def open_minutes(document: PlanDocument, day: OutlineDay, ticks: Ticks) -> int:
    """What is left of a day, told from the document alone."""
    reach = {topic.slug: topic.reach for topic in document.topics}
    stored = next(other for other in document.days if other.date == day.on)
    return sum(
        task.minutes
        for task in stored.tasks
        if not ticks.has(task.key, task.sitting, reach.get(task.topics[0]) if len(task.topics) == 1 else None)
    )


@settings(max_examples=40)
@given(ratings=ratings, goal=goals(), later=st.integers(0, 60), data=st.data())
def test_an_outline_counts_what_the_document_holds(
    ratings: Ratings, goal: Goal, later: int, data: st.DataObject
) -> None:
    document = make_document(build(twelve.syllabus(), ratings, goal, START), "a version")
    outline = PlanOutline.model_validate_json(make_outline(document).model_dump_json())
    tasks = [(task.key, task.sitting) for task in document.tasks]
    ticked = data.draw(st.lists(st.sampled_from(tasks), unique=True)) if tasks else []
    ticks = Ticks({key: {sitting: None} for key, sitting in ticked})
    today = START + timedelta(days=later)

    assert [day.on for day in outline.days] == [day.date for day in document.days]
    assert [document.weeks[day.week].days[day.day].date for day in outline.days] == [day.on for day in outline.days]
    left = [open_minutes(document, day, ticks) for day in outline.days]
    assert [outline.minutes_open(day, ticks) for day in outline.days] == left
    assert outline.minutes_done(ticks) + sum(left) == sum(task.minutes for day in document.days for task in day.tasks)
    missed = [day for day in outline.days if day.on < today]
    assert outline.count_missed(ticks, today) == sum(len(list(outline.open_sittings(day, ticks))) for day in missed)
    week = outline.week_on(today)
    if week is not None:
        assert today < document.weeks[week - 1].starts_on + timedelta(days=7)
        assert all(document.weeks[number].starts_on + timedelta(days=7) <= today for number in range(week - 1))
    assert [len(outline.days_of(week.number)) for week in document.weeks] == [len(week.days) for week in document.weeks]
    assert outline.has_afterwards == bool(document.afterwards)
    assert not outline.head.tasks


@pytest.fixture
def plan(ada: User, freeze: Callable[[datetime], None]) -> Plan:
    freeze(NOW)
    make_assessment(ada, rate_all(2))
    make_goal(ada, minutes=45)
    return make_plan(ada)


@pytest.mark.django_db
def test_days_of_a_stored_plan_are_read_by_themselves(plan: Plan) -> None:
    days = make_outline(document_in(plan)).days
    chosen = (days[0], days[-1], days[8])
    document = document_in(plan)
    assert [document.day_on(day.on) for day in chosen] == list(days_in(plan, chosen))
    assert days_in(plan, ()) == ()


@pytest.mark.django_db
def test_a_task_is_found_by_its_key(ada: User, plan: Plan) -> None:
    for key, planned in planned_tasks(ada).items():
        assert planned_task(ada, key) == planned
    for key in ("read:nothing", "", "0", "a__b", '"', "$", "pace"):
        assert planned_task(ada, key) is None
    Plan.objects.update(is_current=False)
    assert planned_task(ada, "read:optimization") is None


@pytest.mark.django_db
def test_a_plan_of_an_earlier_release_gets_its_outline_when_it_is_read(ada: User, plan: Plan) -> None:
    before = planned_tasks(ada)
    key = next(iter(before))
    Plan.objects.update(outline=None)
    assert planned_task(ada, key) == before[key]
    Plan.objects.update(outline=None)
    assert planned_tasks(ada) == before
    assert minutes_on(ada, TODAY) == make_outline(document_in(plan)).days[0].minutes
    assert Plan.objects.get().outline == make_outline(document_in(plan)).model_dump(mode="json")


@pytest.mark.django_db
def test_a_task_about_all_topics_leads_to_no_level(ada: User, plan: Plan) -> None:
    about_many = [task.key for task in document_in(plan).tasks if len(task.topics) != 1]
    assert about_many
    for key in about_many:
        task = planned_task(ada, key)
        assert isinstance(task, PlannedTask)
        assert task.level is None
