from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis.extra.django import TestCase

from studyplan.accounts.models import User
from studyplan.catalog.models import Company, ContentVersion, Role, Topic
from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.services import default_goal, goal_of, save_goal
from studyplan.planner.documents import PlanDocument, PlanInputs
from studyplan.planner.models import Plan
from studyplan.planner.past import tasks_in
from studyplan.planner.proposals import propose
from studyplan.planner.services import (
    adopt,
    document_in,
    ensure_plan,
    inputs_of,
    planned_tasks,
    propose_for,
    restore_previous,
)
from studyplan.progress.models import Completion
from studyplan.progress.services import NOT_PLANNED, set_done
from tests.factories import NOW, make_assessment, make_goal, make_plan, make_retired_topic, make_user, ratings
from tests.goals.strategies import goals
from tests.practice.factories import make_attempt

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LATER = NOW + timedelta(days=7)
GOAL = Goal("mle", 45, (0, 2, 4), (), (GoalInterview("google", ("ml-depth",), date(2026, 5, 1)),))


def proposal_for(user: User, days: int = 0, goal: Goal | None = None) -> PlanDocument:
    """The plan that could be put in force some days after the first."""
    proposal = propose_for(user, TODAY + timedelta(days=days), goal)
    assert proposal is not None
    return proposal.document


def re_plan(user: User, days: int, goal: Goal | None = None) -> Plan:
    """Put another plan in force some days after the first, with its goal."""
    proposal = propose_for(user, TODAY + timedelta(days=days), goal)
    assert proposal is not None
    if goal:
        save_goal(user, goal, NOW)
    return adopt(user, proposal, NOW + timedelta(days=days))


class TestPropose:
    def test_the_same_inputs_propose_the_same_plan(self) -> None:
        inputs = PlanInputs(ratings=ratings(2), goal=GOAL, starts_on=TODAY)
        assert propose(inputs) == propose(inputs)

    def test_an_interview_that_is_over_bounds_nothing(self) -> None:
        past = replace(GOAL, interviews=(GoalInterview("google", (), TODAY - timedelta(days=1)),))
        document = propose(PlanInputs(ratings=ratings(2), goal=past, starts_on=TODAY)).document
        assert document.interview_on is None
        assert document.ends_on is not None

    def test_before_the_first_assessment_there_is_none(self, ada: User) -> None:
        make_goal(ada)
        assert propose_for(ada, TODAY) is None

    def test_it_is_built_from_the_users_own_newest_levels_goal_and_ticks(self, ada: User, grace: User) -> None:
        make_assessment(grace, ratings(5), LATER)
        set_done(grace, "read:optimization", 0, True, planned=NOT_PLANNED, now=NOW, today=TODAY)
        make_assessment(ada, ratings(4), NOW)
        make_assessment(ada, ratings(2), LATER)
        save_goal(ada, GOAL, NOW)
        set_done(ada, "read:bias-variance", 0, True, planned=NOT_PLANNED, now=NOW, today=TODAY)
        proposal = propose_for(ada, TODAY)
        assert proposal is not None
        assert (proposal.inputs.ratings, proposal.inputs.goal, proposal.inputs.starts_on) == (ratings(2), GOAL, TODAY)
        assert [completion.key for completion in proposal.inputs.done] == ["read:bias-variance"]
        keys = {task.key for task in proposal.document.tasks}
        assert "read:bias-variance" not in keys
        assert "read:optimization" in keys

    def test_another_goal_may_be_tried(self, ada: User) -> None:
        make_assessment(ada)
        save_goal(ada, GOAL, NOW)
        assert proposal_for(ada, goal=default_goal()).interview_on is None
        assert proposal_for(ada).interview_on == date(2026, 5, 1)
        assert goal_of(ada) == GOAL

    def test_a_topic_that_is_new_since_the_last_assessment_must_be_rated_first(self, ada: User) -> None:
        levels = ratings(3)
        del levels["optimization"]
        make_assessment(ada, levels)
        assert propose_for(ada, TODAY) is None
        assert ensure_plan(ada, NOW, TODAY) is None

    def test_a_topic_that_the_content_dropped_is_planned_no_more(self, ada: User) -> None:
        make_assessment(ada, ratings(3) | {make_retired_topic().slug: 1})
        assert {topic.slug for topic in proposal_for(ada).topics} == ratings(3).keys()

    def test_a_stumble_at_a_topic_that_the_content_dropped_stops_no_plan(self, ada: User) -> None:
        make_assessment(ada, ratings(3))
        make_attempt(ada, make_retired_topic().slug)
        make_attempt(ada, "optimization")
        proposal = propose_for(ada, TODAY)
        assert proposal is not None
        assert proposal.inputs.stumbled_in_practice == ("optimization",)

    def test_a_role_and_a_company_that_the_content_dropped_count_as_not_chosen(self, ada: User) -> None:
        make_assessment(ada, ratings(2))
        make_goal(ada, "mlops", company="google")
        Role.objects.filter(slug="mlops").update(is_retired=True)
        Company.objects.filter(slug="google").update(is_retired=True)
        ContentVersion.objects.update(digest="another")
        proposal = propose_for(ada, TODAY)
        assert proposal is not None
        assert proposal.inputs.goal.role == "mle"
        assert proposal.inputs.goal.interviews == (GoalInterview(),)


class TestEnsurePlan:
    def test_the_first_plan_is_stored_with_its_inputs_as_built(self, ada: User) -> None:
        make_assessment(ada, ratings(2))
        save_goal(ada, GOAL, NOW)
        plan = ensure_plan(ada, NOW, TODAY)
        assert plan is not None
        assert plan == ada.plans.get()
        assert document_in(plan) == propose(inputs_of(plan)).document
        assert inputs_of(plan) == PlanInputs(ratings=ratings(2), goal=GOAL, starts_on=TODAY)
        assert (plan.built_at, plan.previous, plan.is_current) == (NOW, None, True)
        assert plan.content_version == ContentVersion.objects.get().digest

    def test_a_plan_in_force_stays(self, ada: User) -> None:
        plan = make_plan(ada)
        make_assessment(ada, ratings(1), LATER)
        assert ensure_plan(ada, LATER, LATER.date()) == plan
        assert ada.plans.count() == 1


class TestAdopt:
    def test_it_replaces_the_plan_in_force_and_keeps_it(self, ada: User, grace: User) -> None:
        others = make_plan(grace)
        first = make_plan(ada)
        before = first.document
        second = re_plan(ada, 7)
        assert ada.plans.current().get() == second
        assert second.previous == first
        first.refresh_from_db()
        assert (first.is_current, first.document) == (False, before)
        assert grace.plans.current().get() == others

    def test_adopting_the_same_plan_again_changes_nothing(self, ada: User) -> None:
        first = make_plan(ada)
        assert re_plan(ada, 0) == first
        second = re_plan(ada, 7)
        assert re_plan(ada, 7) == second
        assert ada.plans.count() == 2
        assert restore_previous(ada, second.pk, LATER)
        assert ada.plans.current().get() == first

    def test_of_plans_that_no_undo_brings_back_the_inputs_are_kept(self, ada: User, grace: User) -> None:
        plans = [make_plan(ada), re_plan(ada, 1), re_plan(ada, 2)]
        others = [make_plan(grace), re_plan(grace, 1)]
        stored = {plan.pk: plan for plan in Plan.objects.all()}
        assert [stored[plan.pk].document is None for plan in (*plans, *others)] == [True, False, False, False, False]
        assert [stored[plan.pk].previous_id for plan in plans] == [None, None, plans[1].pk]
        assert inputs_of(stored[plans[0].pk]) == inputs_of(plans[0])
        assert restore_previous(ada, plans[2].pk, LATER)
        re_plan(ada, 3)
        assert Plan.objects.get(pk=plans[2].pk).document is None, "it was undone"
        assert Plan.objects.get(pk=plans[1].pk).document is not None

    def test_the_same_plan_for_another_goal_is_another_plan(self, ada: User) -> None:
        make_plan(ada)
        goal = replace(goal_of(ada), days_off=(date(2040, 1, 1),))
        second = re_plan(ada, 0, goal)
        assert second.previous is not None
        assert inputs_of(second).goal == goal


class TestRestorePrevious:
    def test_the_plan_and_its_goal_are_back_exactly(self, ada: User) -> None:
        save_goal(ada, GOAL, NOW)
        first = make_plan(ada)
        document, inputs = first.document, first.inputs
        second = re_plan(ada, 7, default_goal())
        set_done(ada, "read:optimization", 0, True, planned=NOT_PLANNED, now=LATER, today=LATER.date())
        assert restore_previous(ada, second.pk, LATER)
        current = ada.plans.current().get()
        assert (current.pk, current.document, current.inputs) == (first.pk, document, inputs)
        assert current.built_at == NOW
        assert goal_of(ada) == GOAL
        assert Completion.objects.filter(user=ada).exists()

    def test_one_step_can_be_undone(self, ada: User) -> None:
        make_plan(ada)
        second, third = re_plan(ada, 1), re_plan(ada, 2)
        assert restore_previous(ada, third.pk, LATER)
        for plan in (third, second):
            assert not restore_previous(ada, plan.pk, LATER)
            assert ada.plans.current().get() == second

    def test_after_an_undo_the_next_plan_can_be_undone(self, ada: User) -> None:
        first, second = make_plan(ada), re_plan(ada, 1)
        assert restore_previous(ada, second.pk, LATER)
        third = re_plan(ada, 2)
        assert restore_previous(ada, third.pk, LATER)
        assert ada.plans.current().get() == first

    def test_nobody_elses_plan_is_undone(self, ada: User, grace: User) -> None:
        make_plan(ada)
        second = re_plan(ada, 7)
        make_plan(grace)
        assert not restore_previous(grace, second.pk, LATER)
        assert ada.plans.current().get() == second

    def test_a_plan_that_does_not_exist_is_none(self, ada: User) -> None:
        make_plan(ada)
        assert not restore_previous(ada, 10**18 - 1, LATER)


def test_content_updates_never_change_a_stored_plan(ada: User) -> None:
    plan = make_plan(ada)
    document, inputs = plan.document, plan.inputs
    Topic.objects.filter(slug="optimization").update(name="Descent", level_minutes=[5, 5, 5, 5])
    ContentVersion.objects.update(digest="another")
    plan.refresh_from_db()
    assert (plan.document, plan.inputs) == (document, inputs)
    assert ensure_plan(ada, LATER, LATER.date()) == plan


def test_planned_tasks_are_those_of_the_plan_in_force(ada: User, grace: User) -> None:
    assert planned_tasks(ada) == {}
    make_goal(ada, minutes=30)
    make_assessment(ada, ratings(1))
    plan = make_plan(ada)
    assert planned_tasks(grace) == {}
    planned = planned_tasks(ada)
    document = document_in(plan)
    reach = {topic.slug: topic.reach for topic in document.topics}
    assert planned.keys() == {task.key for task in document.tasks}
    for task in document.tasks:
        assert planned[task.key].sittings[task.sitting] == task.minutes
        assert planned[task.key].level == (reach[task.topics[0]] if len(task.topics) == 1 else None)
    split = {key: task for key, task in planned.items() if len(task.sittings) > 1}
    assert split
    for key, parts in split.items():
        assert list(parts.sittings) == list(range(1, len(parts.sittings) + 1))
        assert sum(parts.sittings.values()) == sum(sitting.minutes for sitting in document.tasks if sitting.key == key)


def test_a_task_about_no_single_topic_has_no_level(ada: User) -> None:
    make_assessment(ada, ratings(2))
    plan = make_plan(ada)
    several = [task.key for task in document_in(plan).tasks if len(task.topics) != 1]
    assert several
    assert {tasks_in(document_in(plan))[key].level for key in several} == {None}


class AnyGoalTest(TestCase):
    """Undo brings back whatever was there."""

    @settings(max_examples=20)
    @given(before=goals(3), after=goals(3))
    def test_undo_is_exact_for_any_goal(self, before: Goal, after: Goal) -> None:
        user = make_user()
        save_goal(user, before, NOW)
        stored_before = goal_of(user)
        first = make_plan(user)
        proposal = propose_for(user, TODAY, after)
        assert proposal is not None
        save_goal(user, after, NOW)
        second = adopt(user, proposal, NOW)
        if second != first:
            assert restore_previous(user, second.pk, NOW)
        assert user.plans.current().get() == first
        assert set(goal_of(user).interviews) == set(stored_before.interviews)
        assert replace(goal_of(user), interviews=()) == replace(stored_before, interviews=())


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_adopt_one_plan(ada: User) -> None:
    make_plan(ada)
    proposal = propose_for(ada, LATER.date())
    assert proposal is not None
    start = threading.Barrier(2)

    def click() -> None:
        start.wait()
        adopt(ada, proposal, LATER)
        connection.close()

    threads = [threading.Thread(target=click) for _click in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Plan.objects.filter(user=ada).count() == 2
    assert Plan.objects.current().count() == 1
