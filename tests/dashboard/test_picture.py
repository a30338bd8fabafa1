from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from studyplan.catalog.pages import all_topics
from studyplan.core.model import GoalInterview, PlanWeek
from studyplan.dashboard.picture import LEFT, WIDTH, PlanPicture, collect_marks, draw_plan
from studyplan.goals.services import default_goal
from studyplan.planner.documents import PlanInputs
from studyplan.planner.proposals import preview
from tests.factories import ratings

pytestmark = pytest.mark.django_db
START = date(2026, 3, 2)


def plan_weeks(days: int) -> tuple[PlanWeek, ...]:
    """The weeks of a plan for an interview in so many ``days``."""
    goal = replace(default_goal(), interviews=(GoalInterview(on=START + timedelta(days=days)),))
    return preview(PlanInputs(ratings=ratings(2), goal=goal, starts_on=START)).weeks


def picture_of(days: int) -> PlanPicture:
    picture = draw_plan(plan_weeks(days), all_topics(), START + timedelta(days=days))
    assert picture is not None
    return picture


def test_every_day_of_work_is_a_bar_and_every_recall_a_dot() -> None:
    picture, marks = picture_of(42), collect_marks(plan_weeks(42))
    for row, mark in zip(picture.rows, marks.values(), strict=True):
        assert row.work.count("M") == len(mark.work)
        assert row.recalls.count("M") == len(set(mark.recalls))
    days = sum(minutes for mark in marks.values() for minutes in mark.work.values())
    recalls = sum(task.minutes for w in plan_weeks(42) for d in w.days for task in d.tasks if "recall" in task.kind)
    assert days + recalls == sum(day.minutes for week in plan_weeks(42) for day in week.days)


@pytest.mark.parametrize("days", [1, 6, 42, 700])
def test_nothing_is_drawn_outside(days: int) -> None:
    picture = picture_of(days)
    for row in picture.rows:
        assert all(LEFT <= float(x) < WIDTH for x in re.findall(r"M([\d.]+) ", row.work + row.recalls))
        assert row.y < picture.height
    assert float(picture.interview) <= WIDTH
    assert sum(bool(number) for _x, number in picture.weeks) <= 13


def test_what_trains_several_topics_is_the_last_row() -> None:
    assert picture_of(42).rows[-1].name == "Mixed practice"


def test_recalls_alone_are_drawn() -> None:
    day = next(day for week in plan_weeks(42) for day in week.days if any("recall" in task.kind for task in day.tasks))
    recalls = replace(day, tasks=tuple(task for task in day.tasks if "recall" in task.kind))
    picture = draw_plan((replace(plan_weeks(42)[0], starts_on=day.on, days=(recalls,)),), all_topics(), None)
    assert picture
    assert all(row.recalls and not row.work for row in picture.rows)


def test_no_plan_no_picture() -> None:
    assert draw_plan((), {}, None) is None
