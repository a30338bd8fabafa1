from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from studyplan.accounts.models import User
from studyplan.goals.models import StudyGoal
from studyplan.goals.values import DAY_CODES
from tests.factories import make_goal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("minutes", [0, 4, 1441])
def test_constraint_goal_minutes_within_a_day(ada: User, minutes: int) -> None:
    goal = make_goal(ada)
    with pytest.raises(IntegrityError, match="goal_minutes_within_a_day"), transaction.atomic():
        StudyGoal.objects.filter(pk=goal.pk).update(minutes=minutes)


@pytest.mark.parametrize("minutes", [14, 721])
@pytest.mark.parametrize("code", DAY_CODES)
def test_constraint_goal_minutes_of_a_weekday_within_range(ada: User, code: str, minutes: int) -> None:
    goals = StudyGoal.objects.filter(pk=make_goal(ada).pk)
    for allowed in (15, 720, None):
        goals.update(**{f"minutes_{code}": allowed})
    with pytest.raises(IntegrityError, match=f"goal_minutes_{code}_within_range"), transaction.atomic():
        goals.update(**{f"minutes_{code}": minutes})


@pytest.mark.parametrize("weekdays", [0, 128])
def test_constraint_goal_some_weekday(ada: User, weekdays: int) -> None:
    goal = make_goal(ada)
    with pytest.raises(IntegrityError, match="goal_some_weekday"), transaction.atomic():
        StudyGoal.objects.filter(pk=goal.pk).update(weekdays=weekdays)


@pytest.mark.parametrize("pace", [9, 1001])
def test_constraint_goal_pace_within_reason(ada: User, pace: int) -> None:
    goal = make_goal(ada)
    with pytest.raises(IntegrityError, match="goal_pace_within_reason"), transaction.atomic():
        StudyGoal.objects.filter(pk=goal.pk).update(pace=pace)


def test_one_goal_per_user(ada: User) -> None:
    goal = make_goal(ada)
    goal.pk = None
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        goal.save()


def test_interviews_come_nearest_first_and_those_without_a_date_last(ada: User) -> None:
    goal = make_goal(ada, company="google")
    later = goal.interviews.create(on=date(2026, 5, 1))
    sooner = goal.interviews.create(on=date(2026, 4, 1))
    assert list(goal.interviews.all())[:2] == [sooner, later]
    assert goal.interviews.last() == goal.interviews.get(on=None)


def test_names_for_the_admin(ada: User) -> None:
    goal = make_goal(ada, company="google", on=date(2026, 5, 1))
    assert str(goal) == "ada@example.org: Machine Learning Engineer"
    assert str(goal.interviews.get()) == "Google, 2026-05-01"
    assert str(goal.interviews.create()) == "–, –"
