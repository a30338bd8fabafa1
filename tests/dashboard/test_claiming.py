"""What a visitor brought becomes the account's, at sign-up and at log-in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from studyplan.accounts.middleware import COOKIE as TIME_ZONE_COOKIE
from studyplan.accounts.models import User
from studyplan.assessment import drafts
from studyplan.assessment.services import levels_of
from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.models import StudyGoal
from studyplan.goals.services import default_goal, goal_of, trial_goal
from studyplan.planner.services import document_in, inputs_of
from studyplan.practice.warm_up import services as warm_up
from tests.factories import EVERY_DAY, NOW, PASSWORD, make_assessment, make_goal, make_plan, make_user, ratings

pytestmark = pytest.mark.django_db
EMAIL = "new@example.org"
TRIAL = {"role": "mlops", "company": "google", "minutes": "45", "interview_date": "2026-04-01"}
GOAL = Goal("mlops", 45, EVERY_DAY, (), (GoalInterview("google", (), date(2026, 4, 1)),))
Freeze = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> None:
    """The day on which it all happens."""
    freeze(NOW)


def sign_up(client: Client, email: str = EMAIL) -> User:
    """A new account, logged in."""
    response = client.post("/accounts/signup/", {"email": email, "password1": PASSWORD, "password2": PASSWORD})
    assert response.status_code == 302
    return User.objects.get(email=email)


def log_in(client: Client, email: str = "ada@example.org") -> None:
    """An old account, logged in."""
    assert client.post("/accounts/login/", {"login": email, "password": PASSWORD})["Location"] == "/"


def held(client: Client) -> dict[str, int]:
    return drafts.read_ratings(client.session, ratings())


def test_signing_up_keeps_the_ratings_the_goal_and_the_plan(client: Client) -> None:
    client.post("/assessment/", ratings(2))
    client.post("/result/", TRIAL)
    user = sign_up(client)
    assert levels_of(user) == ratings(2)
    assert goal_of(user) == GOAL
    plan = user.plans.get()
    assert inputs_of(plan).goal == GOAL
    assert inputs_of(plan).ratings == ratings(2)
    assert document_in(plan).starts_on == NOW.date()
    assert (user.assessments.get().taken_at, plan.built_at) == (NOW, NOW)
    assert not user.completions.exists()
    assert (held(client), trial_goal(client.session)) == ({}, None)
    assert "data-task" in client.get("/").content.decode()


def test_without_a_tried_goal_the_plan_serves_the_default(client: Client) -> None:
    client.post("/assessment/", ratings(2))
    user = sign_up(client)
    assert inputs_of(user.plans.get()).goal == default_goal()
    assert not StudyGoal.objects.exists()


def test_half_rated_ratings_stay_to_be_finished(client: Client) -> None:
    client.post("/assessment/rating/", {"optimization": 4})
    user = sign_up(client)
    assert not user.assessments.exists()
    assert not user.plans.exists()
    assert held(client) == {"optimization": 4}
    assert 'name="optimization" value="4" checked' in client.get("/assessment/").content.decode()
    client.post("/assessment/", ratings(2, optimization=4))
    assert levels_of(user) == ratings(2, optimization=4)
    assert user.plans.current().exists()


def test_logging_in_to_an_account_without_an_assessment_claims_too(client: Client, ada: User) -> None:
    make_goal(ada, "research-engineer")
    client.post("/assessment/", ratings(2))
    client.post("/result/", TRIAL)
    log_in(client)
    assert levels_of(ada) == ratings(2)
    assert goal_of(ada) == GOAL
    assert ada.plans.current().exists()


def test_an_account_with_an_assessment_is_asked_first(client: Client, ada: User) -> None:
    make_assessment(ada, ratings(3), NOW - timedelta(days=9))
    make_goal(ada)
    plan, goal = make_plan(ada), goal_of(ada)
    client.post("/assessment/", ratings(2))
    client.post("/result/", TRIAL)
    log_in(client)
    assert levels_of(ada) == ratings(3)
    assert "See these ratings" in client.get("/").content.decode()
    assert "Use these newer ratings?" in client.get("/result/").content.decode()
    client.post("/result/claim/", {"use": "1"})
    assert levels_of(ada) == ratings(2)
    assert (goal_of(ada), ada.plans.get()) == (goal, plan)
    assert trial_goal(client.session) is None


def test_nothing_brought_claims_nothing(client: Client, ada: User) -> None:
    log_in(client)
    assert not ada.assessments.exists()
    assert not ada.plans.exists()


def test_a_second_log_in_claims_nothing_again(client: Client, ada: User) -> None:
    client.post("/assessment/", ratings(2))
    log_in(client)
    client.post("/accounts/logout/")
    log_in(client)
    assert ada.assessments.count() == 1
    assert held(client) == {}


def test_what_one_visitor_rated_goes_to_nobody_elses_account(client: Client, grace: User) -> None:
    client.post("/assessment/", ratings(2))
    other = Client()
    log_in(other, grace.email)
    assert not grace.assessments.exists()
    user = sign_up(client)
    assert levels_of(user) == ratings(2)


def test_a_tried_interview_that_is_over_by_now_stops_nobody_from_logging_in(
    client: Client, ada: User, freeze: Freeze
) -> None:
    client.post("/assessment/", ratings(2))
    client.post("/result/", TRIAL)
    freeze(NOW + timedelta(days=60))
    log_in(client)
    assert levels_of(ada) == ratings(2)
    assert document_in(ada.plans.get()).interview_on is None


def test_a_session_that_holds_junk_stops_nobody_from_logging_in(client: Client, ada: User) -> None:
    session = client.session
    session[drafts.DRAFT_KEY] = ratings(3) | {"optimization": "x"}
    session["trial_goal"] = {"role": "astronaut", "minutes": 60}
    session.save()
    log_in(client)
    assert not ada.assessments.exists()
    client.post("/assessment/rating/", {"optimization": 3})
    client.post("/accounts/logout/")


def test_a_tried_goal_for_a_role_that_is_gone_falls_back_to_the_default(client: Client, ada: User) -> None:
    session = client.session
    session[drafts.DRAFT_KEY] = ratings(3)
    session["trial_goal"] = {"role": "astronaut", "minutes": 60}
    session.save()
    log_in(client)
    assert inputs_of(ada.plans.get()).goal == Goal("mle", 60)


@pytest.mark.parametrize(
    ("zone", "day"), [("Pacific/Kiritimati", date(2026, 3, 3)), ("Pacific/Pago_Pago", date(2026, 3, 1))]
)
def test_the_first_plan_begins_on_the_accounts_today(client: Client, freeze: Freeze, zone: str, day: date) -> None:
    freeze(datetime(2026, 3, 2, 14, 30, tzinfo=UTC))
    user = make_user(time_zone=zone)
    client.post("/assessment/", ratings(2))
    log_in(client)
    assert document_in(user.plans.get()).starts_on == day


def test_a_new_account_takes_the_browsers_zone_for_its_first_day(client: Client, freeze: Freeze) -> None:
    freeze(datetime(2026, 3, 2, 14, 30, tzinfo=UTC))
    client.cookies[TIME_ZONE_COOKIE] = "Pacific/Kiritimati"
    client.post("/assessment/", ratings(2))
    assert document_in(sign_up(client).plans.get()).starts_on == date(2026, 3, 3)


# Warm-ups

WARM_UP = "/practice/warm-up/"


def test_signing_up_keeps_warm_ups_with_the_day_on_which_they_were(client: Client, freeze: Freeze) -> None:
    client.post(WARM_UP, {"optimization-hits": "1", "optimization-answer": "Momentum", "optimization-seconds": "55"})
    freeze(NOW + timedelta(days=1))
    client.post(WARM_UP, {"optimization-none": "1"})
    freeze(NOW + timedelta(days=4))
    user = sign_up(client)
    rows = [(row.attempted_at, row.attempted_on, row.hits, row.answer, row.seconds) for row in user.attempts.all()]
    tuesday = NOW + timedelta(days=1)
    assert rows == [(NOW, NOW.date(), [1], "Momentum", 55), (tuesday, tuesday.date(), [], "", None)]
    assert warm_up.attempts_in(client.session) == []
    assert client.get(f"{WARM_UP}result/").status_code == 200


def test_logging_in_adds_warm_ups_to_what_the_account_has(client: Client) -> None:
    user = make_user()
    make_assessment(user)
    client.post(WARM_UP, {"optimization-none": "1"})
    log_in(client)
    assert [row.topic.slug for row in user.attempts.select_related("topic")] == ["optimization"]


def test_a_warm_up_is_claimed_once(client: Client) -> None:
    user = make_user()
    client.post(WARM_UP, {"optimization-none": "1"})
    session = client.session
    warm_up.claim_warm_ups(session, user)
    # As if the answer with the emptied session had been lost.
    warm_up.claim_warm_ups(client.session, user)
    assert user.attempts.count() == 1
