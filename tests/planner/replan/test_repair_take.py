"""/plan/repair/<topic>/: one more practice, shown before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.core.model import Goal, GoalInterview
from studyplan.planner.services import document_in, inputs_of, propose_for, restore_previous
from studyplan.practice.models import Repair
from tests.factories import NOW, make_assessment, make_goal, make_plan, ratings
from tests.practice.factories import make_attempt, make_probe_attempt

pytestmark = pytest.mark.django_db
URL = "/plan/repair/optimization/"
KEY = "practice:optimization:repair-1"
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def now(freeze: Callable[[datetime], None]) -> None:
    """The day on which the plan was made."""
    freeze(NOW)


def keys_of(user: User) -> set[str]:
    """The tasks of the plan in force."""
    return {task.key for task in document_in(user.plans.current().get()).tasks}


def test_what_it_would_change_is_shown_and_nothing_changes(owner: Client, ada: User) -> None:
    plan = make_plan(ada)
    page = owner.get(URL).content.decode()
    assert "One more practice of Optimization" in page
    assert "Practice Optimization" in page
    assert ada.plans.get() == plan
    assert not ada.repairs.exists()


def test_a_post_takes_it(owner: Client, ada: User) -> None:
    first = make_plan(ada)
    response = owner.post(URL, follow=True)
    assert response.redirect_chain == [("/plan/", 302)]
    page = response.content.decode()
    assert "Your plan has one more practice of Optimization." in page
    assert "stumbled on Optimization in practice" in owner.get(f"/plan/tasks/{KEY}/").content.decode()
    assert KEY in keys_of(ada)
    assert ada.plans.current().get().previous == first


def test_a_second_click_takes_no_second_one_and_another_day_may(
    owner: Client, ada: User, freeze: Callable[[datetime], None]
) -> None:
    make_plan(ada)
    owner.post(URL)
    owner.post(URL)
    assert ada.plans.count() == 2
    assert ada.repairs.count() == 1
    freeze(NOW + timedelta(days=1))
    owner.post(URL)
    assert ada.repairs.count() == 2
    assert {KEY, KEY.replace("-1", "-2")} <= keys_of(ada)


def test_undo_takes_it_out_again_and_a_re_plan_leaves_it_out(owner: Client, ada: User) -> None:
    first = make_plan(ada)
    owner.post(URL)
    assert restore_previous(ada, ada.plans.current().get().pk, NOW)
    assert ada.plans.current().get() == first
    assert not ada.repairs.exists()
    owner.post("/plan/renew/")
    assert KEY not in keys_of(ada)


def test_undo_leaves_the_repairs_before_it(owner: Client, ada: User) -> None:
    make_plan(ada)
    owner.post(URL)
    owner.post("/plan/repair/loss-functions/")
    restore_previous(ada, ada.plans.current().get().pk, NOW)
    assert [repair.topic.slug for repair in ada.repairs.all()] == ["optimization"]


def test_without_a_plan_the_first_one_holds_it(owner: Client, ada: User) -> None:
    make_assessment(ada)
    assert owner.get(URL).status_code == 200
    owner.post(URL)
    assert KEY in keys_of(ada)


def test_before_the_first_assessment_it_asks_for_all_levels(owner: Client) -> None:
    for response in (owner.get(URL), owner.post(URL)):
        assert response["Location"].startswith("/assessment/")
    assert not Repair.objects.exists()


def test_an_unknown_topic(owner: Client) -> None:
    assert owner.get("/plan/repair/alchemy/").status_code == 404


def test_anonymous_is_sent_to_the_log_in(client: Client) -> None:
    assert client.get(URL)["Location"] == f"/accounts/login/?next={URL}"
    client.post(URL)
    assert not Repair.objects.exists()


# What practice showed, in planning


def test_a_level_that_did_not_hold_counts_as_the_one_below(ada: User) -> None:
    make_assessment(ada, ratings(4))
    for slug in ("one", "two"):
        make_probe_attempt(ada, "optimization", 4, slug, passed=False)
    proposal = propose_for(ada, TODAY)
    assert proposal
    assert proposal.inputs.ratings == ratings(4, optimization=3)
    assert ada.assessments.get().ratings.get(topic__slug="optimization").level == 4


def test_a_topic_that_was_tested_out_of_is_met_without_being_read(ada: User) -> None:
    make_goal(ada, "mle")
    make_assessment(ada, ratings(2))
    for slug in ("one", "two", "three"):
        make_probe_attempt(ada, "optimization", 4, slug, passed=True)
    proposal = propose_for(ada, TODAY)
    assert proposal
    assert proposal.inputs.ratings["optimization"] == 4
    assert "read:optimization" not in {task.key for task in proposal.document.tasks}
    assert "read:regularization" in {task.key for task in proposal.document.tasks}
    assert not ada.completions.exists()


def test_path_c_ends_with_what_was_stumbled_on(ada: User) -> None:
    make_goal(ada, minutes=120)
    make_assessment(ada, ratings(5))
    make_attempt(ada, "optimization", hits=0)
    proposal = propose_for(ada, TODAY, Goal("mle", 120, interviews=(GoalInterview(),)))
    assert proposal
    assert proposal.inputs.stumbled_in_practice == ("optimization",)
    extra = [task for task in proposal.document.tasks if task.key.endswith(":extra")]
    assert extra[0].key == "practice:optimization:extra"


def test_a_plan_stored_before_there_was_practice_can_be_read(ada: User) -> None:
    plan = make_plan(ada)
    for name in ("repairs", "stumbled_in_practice"):
        plan.inputs.pop(name)
    plan.save()
    assert inputs_of(plan).repairs == ()
