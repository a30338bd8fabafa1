"""What-ifs and paces in sentences."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from studyplan.core.model import Goal, GoalInterview
from studyplan.core.planning.context import make_context
from studyplan.core.planning.whatif import explore_what_if
from studyplan.planner.conversion import make_stored_what_if
from studyplan.planner.documents import PlanDocument, PlanInputs, StoredKeptTopic, StoredNote, StoredWhatIf
from studyplan.planner.proposals import propose
from studyplan.planner.text import advice
from studyplan.planner.text.names import load_names
from studyplan.progress.times import TimeSpent
from tests.core import twelve
from tests.factories import NOW, ratings

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def document(level: int = 3, days: int | None = 14, minutes: int = 60, **inputs: Any) -> PlanDocument:
    """A plan for somebody who rates everything alike, with the interview in so many days."""
    on = None if days is None else TODAY + timedelta(days=days)
    goal = Goal("mle", minutes, interviews=(GoalInterview("google", (), on),))
    return propose(PlanInputs(ratings=ratings(level), goal=goal, starts_on=TODAY, **inputs)).document


def helped(plan: PlanDocument, **changes: Any) -> PlanDocument:
    """The same plan, had something else been found to help it."""
    assert plan.what_if is not None
    return plan.model_copy(update={"what_if": plan.what_if.model_copy(update=changes)})


def test_what_was_found_is_stored() -> None:
    plan = document(minutes=62)
    goal = Goal("mle", 62, interviews=(GoalInterview("google", (), TODAY + timedelta(days=14)),))
    explored = explore_what_if(make_context(twelve.syllabus(), ratings(3), goal, TODAY))
    assert explored is not None
    assert plan.what_if == make_stored_what_if(explored, 60, 720)
    assert [kept.topic for kept in plan.what_if.keeping] == [item.topic for item in plan.left_out if not item.kind]


@pytest.mark.parametrize("days", [None, 200])
def test_where_nothing_is_left_out_there_is_nothing_to_say(days: int | None) -> None:
    plan = document(days=days)
    assert plan.what_if is None
    assert advice.describe_enough(plan) == ""
    assert advice.describe_keeping(load_names(), plan) == {}


@pytest.mark.parametrize(
    ("enough", "text"),
    [
        (65, "With 5 more minutes a day, every topic reaches its target."),
        (90, "With 30 more minutes a day, every topic reaches its target."),
        (120, "With 1 h more a day, every topic reaches its target."),
        (165, "With 1 h 45 more a day, every topic reaches its target."),
        (None, "Even with 12 h a day, some topics would not reach their targets."),
    ],
)
def test_how_many_minutes_would_do(enough: int | None, text: str) -> None:
    assert advice.describe_enough(helped(document(), enough=enough)) == text


def test_enough_is_true() -> None:
    plan = document()
    assert plan.what_if is not None
    assert plan.what_if.enough is not None
    more = plan.what_if.enough - plan.what_if.minutes
    assert f"With 1 h {more - 60:02d} more a day" in advice.describe_enough(plan)
    assert not [item for item in document(minutes=plan.what_if.enough).left_out if item.kind is None]
    assert [item for item in document(minutes=plan.what_if.enough - 5).left_out if item.kind is None]


def test_without_a_study_day_no_minutes_help() -> None:
    plan = document(days=0)
    assert plan.what_if is not None
    assert advice.describe_enough(plan) == ""


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        ({"fits": False, "minutes": 0}, "It would not fit even without everything else."),
        ({}, "Keeping it takes 1 h 30."),
        (
            {"drops": (("evaluation-metrics", 3),)},
            "Keeping it takes 1 h 30 and pushes out: Eval Metrics (level 3 instead of 5).",
        ),
        (
            {"brings": ("bias-variance", "loss-functions"), "drops": (("evaluation-metrics", 3), ("optimization", 3))},
            "Keeping it takes 1 h 30, needs Bias-Variance and Loss Functions first, and pushes out: "
            "Eval Metrics (level 3 instead of 5), Optimization (level 3 instead of 4).",
        ),
    ],
)
def test_what_keeping_a_topic_means(kept: dict[str, Any], text: str) -> None:
    plan = document()
    reached = {"evaluation-metrics": 5, "optimization": 4}
    topics = tuple(topic.model_copy(update={"reach": reached.get(topic.slug, topic.reach)}) for topic in plan.topics)
    values: dict[str, Any] = {"topic": "regularization", "fits": True, "minutes": 90, "brings": (), "drops": ()} | kept
    keeping = StoredKeptTopic(**values)
    plan = helped(plan.model_copy(update={"topics": topics}), keeping=(keeping,))
    assert advice.describe_keeping(load_names(), plan) == {"regularization": text}


def test_time_to_spare_offers_a_lighter_load() -> None:
    plan = document()
    assert advice.describe_time_to_spare(load_names(), plan) is None
    note = StoredNote(code="time-to-spare", params={"done_on": "2026-12-25", "minutes": 60, "enough": 35})
    spare = advice.describe_time_to_spare(load_names(), plan.model_copy(update={"warnings": (*plan.warnings, note)}))
    assert spare is not None
    assert (spare.offer, spare.minutes) == ("Plan with 35 min a day", 35)
    assert spare.text.startswith("You reach all targets by December 25")


@pytest.mark.parametrize(
    ("pace", "text"),
    [
        (100, ""),
        (125, "This plan allows 25% more time for learning than usual."),
        (80, "This plan allows 20% less time for learning than usual."),
    ],
)
def test_at_which_pace_a_plan_is_built(pace: int, text: str) -> None:
    assert advice.describe_pace(pace) == text
    assert document(pace=pace).pace == pace


@pytest.mark.parametrize(
    ("pace", "text"),
    [
        (None, ""),
        (125, "By your answers for 7 of 12 tasks, learning takes you 25% longer than usual."),
        (80, "By your answers for 7 of 12 tasks, learning takes you 20% less time than usual."),
        (100, "By your answers for 7 of 12 tasks, learning takes you as long as usual."),
    ],
)
def test_what_the_ticks_say(pace: int | None, text: str) -> None:
    assert advice.describe_time_spent(TimeSpent((), ticks=12, reported=7, pace=pace)) == text


def test_a_document_knows_what_if_by_its_parts() -> None:
    what_if = StoredWhatIf(minutes=60, enough=None, most=720, keeping=())
    assert advice.describe_keeping(load_names(), document().model_copy(update={"what_if": what_if})) == {}
