from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest.mock import ANY

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis.extra.django import TestCase

from studyplan.accounts.models import User
from studyplan.catalog.models import Company, ContentVersion, Role, Round
from studyplan.catalog.sessions import SessionStore
from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.track import track
from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.models import Interview as InterviewRow
from studyplan.goals.models import StudyGoal
from studyplan.goals.services import (
    TRIAL_KEY,
    WEEKDAY_COLUMNS,
    ahead,
    default_goal,
    drop_trial_goal,
    form_values,
    goal_of,
    make_goal_form,
    read_goal,
    save_goal,
    save_trial_goal,
    targets_of,
    trial_goal,
)
from tests.factories import EVERY_DAY, NOW, make_goal, make_user
from tests.goals.strategies import START, goals

TODAY = NOW.date()
WHOLE = Goal(
    "data-scientist",
    45,
    (0, 2),
    (date(2026, 3, 9),),
    (GoalInterview("meta", ("phone-screen", "coding"), date(2026, 4, 1)),),
)


def by_date(goal: Goal) -> Goal:
    """``goal`` with its interviews as the rows order them; those of one day in any order."""

    def key(interview: GoalInterview) -> tuple[Any, ...]:
        return (interview.on is None, interview.on or START, interview.company or "", interview.rounds)

    return replace(goal, interviews=tuple(sorted(goal.interviews, key=key)))


class RoundTripTest(TestCase):
    """What is saved is what is loaded, wherever it is saved."""

    @given(first=goals(3), second=goals(3))
    def test_the_rows_hold_every_goal_whatever_was_there_before(self, first: Goal, second: Goal) -> None:
        user = make_user()
        for goal in (first, second):
            save_goal(user, goal, NOW)
            assert by_date(goal_of(user)) == by_date(goal)
        assert StudyGoal.objects.count() == 1
        assert InterviewRow.objects.count() == len(second.interviews)

    @given(goal=goals(2))
    def test_a_visitors_session_holds_every_goal(self, goal: Goal) -> None:
        session = SessionStore()
        save_trial_goal(session, goal)
        session.save()
        assert trial_goal(SessionStore(session.session_key)) == goal

    @given(goal=goals())
    def test_the_form_shows_a_goal_so_that_sending_it_unchanged_changes_nothing(self, goal: Goal) -> None:
        shown = make_goal_form(START, initial=form_values(goal))
        sent = QueryDict(mutable=True)
        for field in shown:
            value = field.value()
            if isinstance(value, list):
                sent.setlist(field.html_name, value)
            else:
                sent[field.html_name] = "" if value is None else str(value)
        form = make_goal_form(START, data=sent)
        assert form.is_valid(), form.errors
        assert form.goal == goal


@pytest.mark.django_db
class TestGoalOf:
    def test_before_one_is_set_it_is_the_default(self, ada: User) -> None:
        assert goal_of(ada) == default_goal() == Goal("mle", track().policy.default_minutes, EVERY_DAY, (), ())

    def test_it_is_nobody_elses(self, ada: User, grace: User) -> None:
        save_goal(grace, WHOLE, NOW)
        assert goal_of(ada) == default_goal()
        save_goal(ada, default_goal(), NOW)
        assert goal_of(grace) == WHOLE

    def test_one_query_reads_it_with_all_its_interviews(self, ada: User) -> None:
        syllabus()
        for interviews in ((), WHOLE.interviews, (*WHOLE.interviews, GoalInterview(None, ("coding",), None))):
            save_goal(ada, replace(WHOLE, interviews=interviews), NOW, pace=150)
            with CaptureQueriesContext(connection) as queries:
                assert read_goal(ada)[:2] == (replace(WHOLE, interviews=interviews), 150)
            assert [query["sql"] for query in queries if "catalog_contentversion" not in query["sql"]] == [ANY]

    def test_what_the_content_retired_counts_as_not_chosen(self, ada: User) -> None:
        save_goal(ada, WHOLE, NOW)
        Role.objects.filter(slug="data-scientist").update(is_retired=True)
        Company.objects.filter(slug="meta").update(is_retired=True)
        Round.objects.filter(slug="coding").update(is_retired=True)
        ContentVersion.objects.update(digest="another")
        interview = GoalInterview(None, ("phone-screen",), date(2026, 4, 1))
        assert goal_of(ada) == replace(WHOLE, role="mle", interviews=(interview,))
        session = SessionStore()
        save_trial_goal(session, WHOLE)
        assert trial_goal(session) == goal_of(ada)

    @pytest.mark.parametrize(("stored", "planned"), [(5, 15), (1440, 720)])
    def test_minutes_keep_to_the_bounds_of_the_content(self, ada: User, stored: int, planned: int) -> None:
        make_goal(ada, minutes=stored)
        assert goal_of(ada).minutes == planned
        assert goal_of(ada).weekday_minutes is None

    def test_so_do_those_of_a_weekday_that_a_visitor_tried(self) -> None:
        session = SessionStore()
        save_trial_goal(session, replace(WHOLE, weekday_minutes=(5, 45, 45, 45, 45, 45, 1440)))
        tried = trial_goal(session)
        assert tried is not None
        assert tried.weekday_minutes == (15, 45, 45, 45, 45, 45, 720)


@pytest.mark.django_db
def test_an_interview_that_stays_keeps_its_row(ada: User) -> None:
    kept, moved = GoalInterview("google", (), date(2026, 4, 1)), GoalInterview("meta", ("coding",), date(2026, 5, 1))
    save_goal(ada, replace(WHOLE, interviews=(kept, moved)), NOW)
    rows = {row.on: row.pk for row in InterviewRow.objects.all()}
    save_goal(ada, replace(WHOLE, interviews=(replace(moved, on=date(2026, 6, 1)), kept)), NOW)
    assert {row.on: row.pk for row in InterviewRow.objects.all()} == {
        date(2026, 4, 1): rows[date(2026, 4, 1)],
        date(2026, 6, 1): rows[date(2026, 5, 1)],
    }


@pytest.mark.django_db
def test_saving_notes_when(ada: User) -> None:
    save_goal(ada, WHOLE, NOW)
    save_goal(ada, WHOLE, NOW + timedelta(days=1))
    assert StudyGoal.objects.get().updated_at == NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("days", "kept"),
    [
        ([], []),
        ([None], [None]),
        ([-1], []),
        ([0], [0]),
        ([1], [1]),
        ([-1, None, 5], [None, 5]),
        ([0, 5], [5]),
        ([0, None], [0, None]),
        ([-3, 0], [0]),
    ],
)
def test_only_interviews_ahead_bound_a_plan(days: list[int | None], kept: list[int | None]) -> None:
    def goal(days: list[int | None]) -> Goal:
        dates = [None if day is None else TODAY + timedelta(days=day) for day in days]
        return Goal("mle", 60, interviews=tuple(GoalInterview("google", (), on) for on in dates))

    assert ahead(goal(days), TODAY) == goal(kept)


@pytest.mark.django_db
def test_targets_are_the_roles_lifted_by_companies_that_ask_often() -> None:
    mlops = Goal("mlops", 60)
    assert targets_of(mlops, TODAY) == dict.fromkeys(targets_of(mlops, TODAY), 2) | {
        "bias-variance": 3,
        "evaluation-metrics": 3,
        "feature-engineering": 3,
        "cross-validation": 3,
        "handling-imbalance": 3,
        "interview-questions": 3,
    }
    google = replace(mlops, interviews=(GoalInterview("google", (), TODAY + timedelta(days=9)),))
    lifted = {slug for slug, target in targets_of(google, TODAY).items() if target > targets_of(mlops, TODAY)[slug]}
    assert lifted == {"loss-functions", "regularization", "optimization"}
    assert targets_of(google, TODAY + timedelta(days=10)) == targets_of(mlops, TODAY)


@pytest.mark.django_db
class TestTrialGoal:
    def test_there_is_none_before_one_was_tried(self) -> None:
        assert trial_goal(SessionStore()) is None

    @pytest.mark.parametrize(
        "junk",
        [None, "mle", [], {}, {"role": "mle"}, {"role": "mle", "minutes": "x"}, {"role": 1, "minutes": 60}],
    )
    def test_what_cannot_be_read_counts_as_none(self, junk: Any) -> None:
        session = SessionStore()
        session[TRIAL_KEY] = junk
        assert trial_goal(session) is None

    def test_it_can_be_dropped(self) -> None:
        session = SessionStore()
        save_trial_goal(session, WHOLE)
        drop_trial_goal(session)
        drop_trial_goal(session)
        assert trial_goal(session) is None


@pytest.mark.django_db
def test_the_form_shows_the_first_interview_and_the_default_has_none() -> None:
    assert form_values(default_goal()) == {
        "role": "mle",
        "company": None,
        "rounds": [],
        "interview_date": None,
        "minutes": track().policy.default_minutes,
        "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "days_off": (),
        **dict.fromkeys(WEEKDAY_COLUMNS),
    }
    assert form_values(WHOLE) == {
        "role": "data-scientist",
        "company": "meta",
        "rounds": ["phone-screen", "coding"],
        "interview_date": date(2026, 4, 1),
        "minutes": 45,
        "weekdays": ["mon", "wed"],
        "days_off": (date(2026, 3, 9),),
        **dict.fromkeys(WEEKDAY_COLUMNS),
    }
    by_day = form_values(replace(WHOLE, weekday_minutes=(45, 45, 90, 45, 45, 45, 45)))
    assert {name: by_day[name] for name in WEEKDAY_COLUMNS if by_day[name] is not None} == {"minutes_wed": 90}
