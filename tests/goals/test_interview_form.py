"""The forms of one interview and of a pause; the goal's own form is tested in ``test_forms``."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.forms import InterviewForm, PauseForm
from studyplan.goals.services import interview_values, make_form_for
from studyplan.goals.values import Stretch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
GOOGLE = GoalInterview("google", ("phone-screen",), date(2026, 4, 1))
META = GoalInterview("meta", (), date(2026, 5, 1))
OVER = GoalInterview("amazon", ("coding",), date(2026, 2, 1))
GOAL = Goal("mle", 60, interviews=(OVER, GOOGLE, META))


def form_for(query: str, **kwargs: Any) -> InterviewForm:
    return InterviewForm(QueryDict(query), today=TODAY, **kwargs)


@pytest.mark.parametrize(
    ("query", "interview"),
    [
        (
            "company=google&rounds=coding&interview_date=2026-04-01",
            GoalInterview("google", ("coding",), date(2026, 4, 1)),
        ),
        ("rounds=coding", GoalInterview(None, ("coding",))),
        ("interview_date=2026-03-02", GoalInterview(None, (), TODAY)),
    ],
)
def test_any_part_makes_an_interview(query: str, interview: GoalInterview) -> None:
    form = form_for(query)
    assert form.is_valid()
    assert form.interview == interview


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("", "company", "Choose a company, a round or a date: one of them is enough."),
        ("interview_date=2026-03-01", "interview_date", "The interview cannot be before 2026-03-02."),
        ("interview_date=soon", "interview_date", "Write the date like 2027-01-31."),
        ("company=google&interview_date=2026-04-01", "interview_date", "You have an interview with the same company"),
        ("company=initech", "company", "Select a valid choice."),
    ],
)
def test_each_mistake_is_said_with_what_to_change(query: str, field: str, message: str) -> None:
    assert str(form_for(query, others=(GOOGLE,)).errors[field][0]).startswith(message)


def test_one_that_is_over_may_keep_its_date_and_be_put_off() -> None:
    initial = interview_values(OVER)
    assert form_for("company=amazon&interview_date=2026-02-01", initial=initial).is_valid()
    assert form_for("company=amazon&interview_date=2026-06-01", initial=initial).is_valid()
    assert not form_for("company=amazon&interview_date=2026-02-02", initial=initial).is_valid()


def test_the_goals_form_shows_the_next_interview_and_keeps_the_others() -> None:
    form = make_form_for(GOAL, TODAY)
    assert (form.initial["company"], form.initial["interview_date"]) == ("google", date(2026, 4, 1))
    data = QueryDict("role=mlops&company=startup&interview_date=2026-06-01&minutes=45")
    form = make_form_for(GOAL, TODAY, data)
    assert form.is_valid(), form.errors
    assert form.goal.interviews == (OVER, META, GoalInterview("startup", (), date(2026, 6, 1)))


def test_the_goals_form_drops_the_next_interview_where_it_is_emptied() -> None:
    form = make_form_for(GOAL, TODAY, QueryDict("role=mle&minutes=45"))
    assert form.is_valid()
    assert form.goal.interviews == (OVER, META)


def test_the_goals_form_makes_no_second_interview_of_a_kind() -> None:
    form = make_form_for(GOAL, TODAY, QueryDict("role=mle&minutes=45&company=meta&interview_date=2026-05-01"))
    assert "interview_date" in form.errors


def test_of_an_interview_today_and_a_later_one_the_form_shows_the_later() -> None:
    goal = Goal("mle", 60, interviews=(GoalInterview("google", (), TODAY), META))
    assert make_form_for(goal, TODAY).initial["company"] == "meta"
    alone = Goal("mle", 60, interviews=(GoalInterview("google", (), TODAY),))
    assert make_form_for(alone, TODAY).initial["company"] == "google"


def test_a_pause_is_from_a_day_to_a_day() -> None:
    form = PauseForm(QueryDict("first=2026-03-02&last=2026-03-08"), today=TODAY)
    assert form.is_valid()
    assert form.stretch == Stretch(TODAY, date(2026, 3, 8))


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("first=2026-03-01&last=2026-03-08", "first", "Days before today cannot change any more."),
        ("first=2026-03-09&last=2026-03-08", "last", "The last day cannot be before the first."),
        ("first=2026-03-09&last=2027-03-10", "last", "A pause lasts a year at most."),
        ("first=&last=2026-03-08", "first", "Choose a date."),
        ("first=2026-03-09&last=someday", "last", "Write the date like 2027-01-31."),
    ],
)
def test_each_mistake_in_a_pause_is_said(query: str, field: str, message: str) -> None:
    assert str(PauseForm(QueryDict(query), today=TODAY).errors[field][0]).startswith(message)


def test_a_year_is_not_too_long() -> None:
    assert PauseForm(QueryDict("first=2026-03-09&last=2027-03-09"), today=TODAY).is_valid()
