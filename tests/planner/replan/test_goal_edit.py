from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.models import StudyGoal
from studyplan.goals.services import default_goal, goal_of, save_goal
from studyplan.planner.services import document_in, inputs_of
from tests.factories import EVERY_DAY, NOW, make_assessment, make_goal, make_plan, ratings

pytestmark = pytest.mark.django_db
URL = "/plan/goal/"
HTMX = {"HX-Request": "true", "HX-Target": "goal-form"}
SENT = {
    "role": "data-scientist",
    "company": "meta",
    "interview_date": "2026-05-01",
    "minutes": "47",
    "minutes_sat": "243",
    "days_off": "2026-03-20",
    "rounds": ["phone-screen", "coding"],
    "weekdays": ["mon", "wed", "sat", ""],
}
GOAL = Goal(
    "data-scientist",
    45,
    (0, 2, 5),
    (date(2026, 3, 20),),
    (GoalInterview("meta", ("phone-screen", "coding"), date(2026, 5, 1)),),
    (45, 45, 45, 45, 45, 240, 45),
)


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    """The day on which the plan is made."""
    freeze(NOW)


def test_the_form_shows_the_default_before_a_goal_is_set(owner: Client) -> None:
    page = owner.get(URL).content.decode()
    assert 'value="mle" selected' in page
    assert f'name="minutes" value="{default_goal().minutes}"' in page
    assert len(re.findall(r'name="weekdays" value="[a-z]{3}"[^>]* checked', page)) == 7
    assert 'name="confirm"' not in page


def test_the_form_shows_ones_own_goal(owner: Client, stranger: Client, ada: User) -> None:
    save_goal(ada, GOAL, NOW)
    page = owner.get(URL).content.decode()
    for shown in (
        'value="data-scientist" selected',
        'value="meta" selected',
        'name="interview_date" value="2026-05-01"',
        'name="minutes" value="45"',
        'name="minutes_sat" value="240"',
        'name="days_off" value="2026-03-20"',
    ):
        assert shown in page
    assert len(re.findall(r'name="rounds" value="[a-z-]+"[^>]* checked', page)) == 2
    assert "2026-05-01" not in stranger.get(URL).content.decode()


def test_the_first_goal_applies_at_once(owner: Client, ada: User, grace: User) -> None:
    first = make_plan(ada)
    response = owner.post(URL, SENT, follow=True)
    assert response.redirect_chain == [("/plan/", 302)]
    assert "Your goal is saved. Your plan follows it from today." in response.content.decode()
    assert goal_of(ada) == GOAL
    plan = ada.plans.current().get()
    assert (inputs_of(plan).goal, plan.previous) == (GOAL, first)
    assert goal_of(grace) == default_goal()


def test_before_the_first_assessment_a_goal_is_saved_and_the_levels_are_asked_for(owner: Client, ada: User) -> None:
    for _time in range(2):
        response = owner.post(URL, SENT, follow=True)
        assert response.redirect_chain == [("/assessment/", 302)]
        page = response.content.decode()
        assert "Your goal is saved." in page
        assert "Rate every topic first" in page
        assert goal_of(ada) == GOAL
    assert not ada.plans.exists()


def test_a_later_goal_shows_what_would_change_until_confirmed(owner: Client, ada: User) -> None:
    make_goal(ada)
    first = make_plan(ada)
    before = goal_of(ada)
    for confirm in ({}, {"confirm": "0"}, {"confirm": ""}, {"confirm": "yes"}):
        response = owner.post(URL, SENT | confirm)
        page = response.content.decode()
        assert response.status_code == 200
        assert "What would change" in page
        assert 'name="confirm" value="1"' in page
        assert 'name="minutes" value="47"' in page
        assert 'name="minutes_sat" value="243"' in page
        assert (goal_of(ada), ada.plans.get()) == (before, first)
    response = owner.post(URL, SENT | {"confirm": "1"})
    assert response["Location"] == "/plan/"
    assert goal_of(ada) == GOAL
    plan = ada.plans.current().get()
    assert (inputs_of(plan).goal, plan.previous) == (GOAL, first)


def test_a_double_click_on_confirm_makes_one_plan_and_undo_brings_the_first_back(owner: Client, ada: User) -> None:
    make_goal(ada)
    first, before = make_plan(ada), goal_of(ada)
    for _click in range(2):
        owner.post(URL, SENT | {"confirm": "1"})
    assert ada.plans.count() == 2
    owner.post("/plan/undo/", {"plan": ada.plans.current().get().pk})
    assert ada.plans.current().get() == first
    assert goal_of(ada) == before


def test_undo_brings_the_minutes_of_weekdays_back(owner: Client, ada: User) -> None:
    save_goal(ada, GOAL, NOW)
    make_plan(ada)
    owner.post(URL, SENT | {"minutes_sat": "", "minutes_mon": "90", "confirm": "1"})
    assert goal_of(ada).weekday_minutes == (90, 45, 45, 45, 45, 45, 45)
    owner.post("/plan/undo/", {"plan": ada.plans.current().get().pk})
    assert goal_of(ada) == GOAL


def test_a_stale_confirm_plans_from_the_day_on_which_it_is_sent(
    owner: Client, ada: User, freeze: Callable[[datetime], None]
) -> None:
    make_goal(ada)
    make_plan(ada)
    owner.post(URL, SENT)
    freeze(NOW + timedelta(days=3))
    owner.post(URL, SENT | {"confirm": "1"})
    assert document_in(ada.plans.current().get()).starts_on == date(2026, 3, 5)
    freeze(datetime(2026, 5, 2, 9, tzinfo=NOW.tzinfo))
    response = owner.post(URL, SENT | {"confirm": "1"})
    assert response.status_code == 422
    assert ada.plans.count() == 2


def test_the_same_goal_again_changes_nothing(owner: Client, ada: User) -> None:
    make_assessment(ada, ratings(3))
    save_goal(ada, GOAL, NOW)
    make_plan(ada)
    page = owner.post(URL, SENT).content.decode()
    assert "Nothing would change." in page
    owner.post(URL, SENT | {"confirm": "1"})
    assert ada.plans.count() == 1


def test_under_htmx_the_form_is_replaced_and_a_confirmed_goal_leaves_the_page(owner: Client, ada: User) -> None:
    make_goal(ada)
    make_plan(ada)
    asked = owner.post(URL, SENT, headers=HTMX)
    page = asked.content.decode()
    assert page.strip().startswith('<form class="form" id="goal-form"')
    assert "What would change" in page
    assert owner.post(URL, SENT | {"minutes": "5"}, headers=HTMX).status_code == 422
    assert owner.post(URL, SENT | {"confirm": "1"}, headers=HTMX)["HX-Redirect"] == "/plan/"
    assert goal_of(ada) == GOAL


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_mistakes_are_named_and_the_input_is_kept(owner: Client, ada: User, headers: dict[str, str]) -> None:
    make_plan(ada)
    wrong = SENT | {
        "minutes": "5",
        "minutes_sat": "5",
        "interview_date": "2026-03-01",
        "days_off": "Christmas",
        "confirm": "1",
    }
    response = owner.post(URL, wrong, headers=headers)
    page = response.content.decode()
    assert response.status_code == 422
    for shown in (
        "Plan at least 15 minutes a day.",
        "Plan at least 15 minutes, or make it no study day.",
        'name="minutes_sat" value="5"',
        "The interview cannot be before 2026-03-02.",
        "“Christmas” is not a date.",
        'name="minutes" value="5"',
        'name="days_off" value="Christmas"',
        'value="data-scientist" selected',
        'value="meta" selected',
    ):
        assert shown in page
    assert ("<html" in page) is (not headers)
    assert len(re.findall(r'name="rounds" value="[a-z-]+"[^>]* checked', page)) == 2
    assert not StudyGoal.objects.exists()
    assert ada.plans.count() == 1


def test_a_topic_that_is_new_since_the_last_assessment_is_asked_for_before_the_plan_follows(
    owner: Client, ada: User
) -> None:
    make_goal(ada)
    plan = make_plan(ada)
    ada.assessments.get().ratings.filter(topic__slug="optimization").delete()
    response = owner.post(URL, SENT)
    assert response["Location"] == "/assessment/optimization/?next=%2Fplan%2Frenew%2F"
    assert (goal_of(ada), ada.plans.get()) == (GOAL, plan)


def test_other_interviews_are_kept(owner: Client, ada: User) -> None:
    over, next_one, later = (
        GoalInterview("amazon", (), date(2026, 2, 1)),
        GoalInterview("google", (), date(2026, 4, 1)),
        GoalInterview("startup", (), date(2026, 6, 1)),
    )
    save_goal(ada, Goal("mle", 60, EVERY_DAY, (), (over, next_one, later)), NOW)
    make_plan(ada)
    assert 'value="google" selected' in owner.get(URL).content.decode()
    owner.post(URL, SENT | {"confirm": "1"})
    assert goal_of(ada).interviews == (over, GOAL.interviews[0], later)


def test_a_stranger_changes_only_her_own(stranger: Client, ada: User, grace: User) -> None:
    make_goal(ada)
    plan, before = make_plan(ada), goal_of(ada)
    stranger.post(URL, SENT | {"confirm": "1", "user": ada.pk})
    assert (goal_of(ada), ada.plans.get()) == (before, plan)
    assert goal_of(grace) == GOAL


@pytest.mark.parametrize("verb", ["get", "post"])
def test_anonymous_is_sent_to_the_log_in(client: Client, verb: str) -> None:
    assert getattr(client, verb)(URL)["Location"] == f"{reverse('account_login')}?next={URL}"
    assert not StudyGoal.objects.exists()


def test_head_is_answered_like_get(owner: Client) -> None:
    assert owner.head(URL).status_code == 200
    assert not StudyGoal.objects.exists()
