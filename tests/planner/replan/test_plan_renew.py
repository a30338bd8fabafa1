from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from studyplan.accounts.models import User
from studyplan.planner.proposals import make_context_for
from studyplan.planner.services import document_in, inputs_of
from studyplan.practice.models import PracticeSettings
from studyplan.progress.services import NOT_PLANNED, set_done
from studyplan.ui.templatetags.ui import duration
from tests.factories import NOW, make_assessment, make_goal, make_plan, make_user, ratings
from tests.practice.factories import make_probe_attempt

pytestmark = pytest.mark.django_db
URL = "/plan/renew/"
LATER = NOW + timedelta(days=7)


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    """A week after the plan was made."""
    freeze(LATER)


def test_the_difference_is_shown_and_nothing_changes(owner: Client, ada: User) -> None:
    plan = make_plan(ada)
    make_assessment(ada, ratings(1), LATER)
    page = owner.get(URL).content.decode()
    assert "What you have done stays done." in page
    assert "Use the new plan" in page
    assert ada.plans.get() == plan
    assert owner.head(URL).status_code == 200
    assert ada.plans.get() == plan


def test_a_post_puts_the_new_plan_in_force_from_today(owner: Client, ada: User) -> None:
    first = make_plan(ada)
    done = document_in(first).days[0].tasks[0]
    set_done(ada, done.key, 0, True, planned=NOT_PLANNED, now=NOW, today=NOW.date())
    response = owner.post(URL, follow=True)
    assert response.redirect_chain == [("/plan/", 302)]
    assert "You have a new plan from today. What you have done stays done." in response.content.decode()
    plan = ada.plans.current().get()
    assert plan.previous == first
    assert document_in(plan).starts_on == LATER.date()
    assert done.key not in {task.key for task in document_in(plan).tasks}
    assert plan.built_at == LATER


def test_a_double_click_makes_one_plan(owner: Client, ada: User) -> None:
    first = make_plan(ada)
    owner.post(URL)
    owner.post(URL)
    assert ada.plans.count() == 2
    owner.post("/plan/undo/", {"plan": ada.plans.current().get().pk})
    assert ada.plans.current().get() == first


def test_an_interview_that_is_over_no_longer_bounds_the_plan(owner: Client, ada: User) -> None:
    make_goal(ada, company="google", on=NOW.date() + timedelta(days=3))
    first = make_plan(ada)
    assert document_in(first).interview_on == NOW.date() + timedelta(days=3)
    assert owner.get(URL).status_code == 200
    owner.post(URL)
    plan = ada.plans.current().get()
    assert document_in(plan).interview_on is None
    assert inputs_of(plan).goal == inputs_of(first).goal


def test_it_says_where_a_check_counts_for_more_than_the_rating(owner: Client, ada: User) -> None:
    make_plan(ada)
    assert "What your checks showed" not in owner.get(URL).content.decode()
    for slug in ("one", "two"):
        make_probe_attempt(ada, "optimization", 3, slug, passed=False)
    page = owner.get(URL).content.decode()
    assert "What your checks showed" in page
    assert "Optimization: You gave yourself 3; two of two checks at level 3 did not hold" in page


@pytest.mark.parametrize(("own", "cards"), [(None, 10), (30, 30), (120, 105)])
def test_cards_and_tasks_share_the_minutes_of_a_day(owner: Client, ada: User, own: int | None, cards: int) -> None:
    make_goal(ada, minutes=120)
    make_plan(ada)
    PracticeSettings.objects.create(user=ada, card_minutes=own)
    page = " ".join(owner.get(URL).content.decode().split())
    assert f"Up to {duration(cards)} of each study day go to your cards." in page
    owner.post(URL)
    plan = ada.plans.current().get()
    days = document_in(plan).days
    assert {day.cards for day in days} == {cards}
    assert max(day.minutes for day in days) <= 120 - cards
    assert (inputs_of(plan).card_minutes, inputs_of(plan).goal.minutes) == (own, 120)


@pytest.mark.parametrize(("stored", "read"), [({}, None), ({"card_minutes": 0}, 0), ({"card_minutes": 15}, 15)])
def test_inputs_of_earlier_releases_are_read(ada: User, stored: dict[str, int], read: int | None) -> None:
    plan = make_plan(ada)
    plan.inputs = {name: value for name, value in plan.inputs.items() if name != "card_minutes"} | stored
    assert make_context_for(inputs_of(plan)).goal.card_minutes == read


def test_a_short_day_keeps_its_minutes_for_tasks(owner: Client, ada: User) -> None:
    make_goal(ada, minutes=55)
    make_plan(ada)
    assert "left to your cards" not in owner.get(URL).content.decode()


def test_before_the_first_assessment_it_asks_for_all_levels(owner: Client) -> None:
    response = owner.post(URL, follow=True)
    assert response.redirect_chain == [("/assessment/", 302)]
    assert "Rate every topic first" in response.content.decode()


@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_topic_that_is_new_since_the_last_assessment_is_asked_for_and_leads_back(
    owner: Client, ada: User, verb: str
) -> None:
    plan = make_plan(ada)
    ada.assessments.get().ratings.filter(topic__slug="optimization").delete()
    response = getattr(owner, verb)(URL, follow=True)
    assert response.redirect_chain == [("/assessment/optimization/?next=%2Fplan%2Frenew%2F", 302)]
    assert "Optimization is new here since your last assessment: rate it, too." in response.content.decode()
    assert ada.plans.get() == plan
    answer = owner.post("/assessment/optimization/", {"optimization": 2, "next": URL})
    assert answer["Location"] == URL
    assert owner.get(URL).status_code == 200


def test_without_a_plan_in_force_there_is_nothing_to_compare(owner: Client, ada: User) -> None:
    make_assessment(ada)
    page = owner.get(URL).content.decode()
    assert "whichever plan you use" not in page
    assert "Use the new plan" in page
    owner.post(URL)
    assert ada.plans.current().get().previous is None


def test_nobody_elses_plan_changes(stranger: Client, ada: User, grace: User) -> None:
    plan = make_plan(ada)
    make_plan(grace)
    stranger.post(URL, {"user": ada.pk, "plan": plan.pk})
    assert ada.plans.get() == plan


def test_today_is_the_users(client: Client) -> None:
    user = make_user(time_zone="Pacific/Kiritimati")
    make_plan(user)
    client.force_login(user)
    client.post(URL)
    assert document_in(user.plans.current().get()).starts_on == LATER.date()
    user.time_zone = "Pacific/Pago_Pago"
    user.save()
    client.post(URL)
    assert document_in(user.plans.current().get()).starts_on == LATER.date() - timedelta(days=1)


@pytest.mark.parametrize("verb", ["get", "post"])
def test_anonymous_is_sent_to_the_log_in(client: Client, verb: str) -> None:
    assert getattr(client, verb)(URL)["Location"] == f"{reverse('account_login')}?next={URL}"
