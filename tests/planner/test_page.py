from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from studyplan.core.model import Goal, GoalInterview
from studyplan.planner.documents import PlanDocument, PlanInputs
from studyplan.planner.page import PlanReader
from studyplan.planner.proposals import propose
from studyplan.progress.services import Ticks
from tests.factories import NOW, ratings

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def plan(level: int = 1, **goal: Any) -> PlanDocument:
    """A plan for everything at one level."""
    values = {"role": "mle", "minutes": 60, **goal}
    return propose(PlanInputs(ratings=ratings(level), goal=Goal(**values), starts_on=TODAY)).document


def reader(document: PlanDocument, days: int = 0, ticks: Ticks | None = None) -> PlanReader:
    """Its reader some days after the start."""
    return PlanReader(document, ticks or Ticks({}), TODAY + timedelta(days=days))


def test_weeks_and_days_hold_every_task_once() -> None:
    document = plan()
    shown = [line.task for week in reader(document).weeks() for day in week.days for line in day.lines]
    planned = [task for day in document.days for task in day.tasks]
    assert sorted((task.key, task.sitting) for task in shown) == sorted((task.key, task.sitting) for task in planned)
    assert sum(week.minutes for week in reader(document).weeks()) == document.minutes.planned


@pytest.mark.parametrize(("days", "number"), [(-1, 1), (0, 1), (6, 1), (7, 2), (13, 2)])
def test_the_week_of_today_is_open(days: int, number: int) -> None:
    assert [week.number for week in reader(plan(), days).weeks() if week.is_open] == [number]


def test_after_the_plan_no_week_is_open() -> None:
    assert not [week for week in reader(plan(), 1000).weeks() if week.is_open]


def test_a_week_ends_on_its_seventh_day() -> None:
    first, second = reader(plan()).weeks()[:2]
    assert (first.ends_on, second.starts_on) == (date(2026, 3, 8), date(2026, 3, 9))


def test_one_days_recalls_are_one_checkpoint_with_its_exercises() -> None:
    days = [day for week in reader(plan(2, minutes=480)).weeks() for day in week.days]
    groups = [group for day in days for group in day.groups if group.name]
    assert groups
    assert max(len(group.lines) for group in groups) > 1
    for group in groups:
        assert len({line.task.kind for line in group.lines}) == 1
        assert group.exercises
    for day in days:
        kinds = [group.lines[0].task.kind for group in day.groups if group.name]
        assert len(set(kinds)) == len(kinds)
    assert all(len(group.lines) == 1 for day in days for group in day.groups if not group.name)


def test_done_minutes_are_those_of_ticked_sittings() -> None:
    document = plan(minutes=240)
    first = document.days[0]
    task = first.tasks[0]
    day = reader(document, ticks=Ticks({task.key: {task.sitting: None}})).weeks()[0].days[0]
    assert (day.minutes, day.minutes_done) == (first.minutes, task.minutes)
    assert not day.is_done
    ticks = Ticks({task.key: {0: None} for task in document.tasks})
    weeks = reader(document, ticks=ticks).weeks()
    assert all(day.is_done for week in weeks for day in week.days)
    assert sum(week.minutes_done for week in weeks) == document.minutes.planned


def test_only_today_is_today() -> None:
    days = [day for week in reader(plan(), 2).weeks() for day in week.days]
    assert [day.date for day in days if day.is_today] == [TODAY + timedelta(days=2)]


def test_a_sitting_says_which_one_it_is() -> None:
    lines = [line for week in reader(plan(minutes=30)).weeks() for day in week.days for line in day.lines]
    split = next(line for line in lines if line.task.part)
    assert split.label == f"{split.instruction.title}, sitting {split.task.part}"
    whole = next(line for line in lines if not line.task.part)
    assert whole.label == whole.instruction.title


def test_a_days_outline_counts_the_sittings_of_a_task_together() -> None:
    for day in [day for week in reader(plan(minutes=240)).weeks() for day in week.days]:
        assert sum(day.outline.values()) == day.minutes
        assert list(day.outline) == list(dict.fromkeys(line.instruction.title for line in day.lines))


def test_what_is_left_out_is_named_with_its_reason() -> None:
    document = plan(minutes=30, interviews=(GoalInterview("google", (), TODAY + timedelta(days=12)),))
    lines = reader(document).left_out()
    assert len(lines) == len(document.left_out)
    assert {bool(line.name) for line in lines} == {bool(line.item.kind) for line in lines}
    assert all(line.why.endswith(".") for line in lines)
    assert any(line.name for line in lines)


def test_a_recall_that_the_content_knows_no_more_is_called_by_its_code() -> None:
    document = plan(minutes=30, interviews=(GoalInterview("google", (), TODAY + timedelta(days=12)),))
    recall = next(item for item in document.left_out if item.kind)
    old = document.model_copy(update={"left_out": (recall.model_copy(update={"kind": "recall-30"}),)})
    assert [line.name for line in reader(old).left_out()] == ["recall-30"]


def test_recalls_after_the_last_study_day_are_shown_as_days() -> None:
    document = plan(3)
    days = reader(document).afterwards()
    assert [day.date for day in days] == [day.date for day in document.afterwards]
    assert days
    assert {line.task.kind[:6] for day in days for line in day.lines} == {"recall"}
