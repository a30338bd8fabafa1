from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from studyplan.core.model import Goal, GoalInterview
from studyplan.planner.documents import PlanDocument, PlanInputs, StoredTask
from studyplan.planner.replan.changes import Aim, compare_plans, make_changes_view
from studyplan.planner.services import propose
from studyplan.progress.services import Ticks
from tests.factories import NOW, ratings

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NO_TICKS = Ticks({})


def plan(levels: dict[str, int] | None = None, days: int = 0, **goal: Any) -> PlanDocument:
    """A plan for everything at level 3 unless ``levels`` says otherwise."""
    values = {"role": "mle", "minutes": 60, **goal}
    inputs = PlanInputs(ratings=levels or ratings(3), goal=Goal(**values), starts_on=TODAY + timedelta(days=days))
    return propose(inputs).document


def by_day(before: PlanDocument, *days: tuple[StoredTask, ...]) -> PlanDocument:
    """The same plan with these tasks on its first days, one row of them for each, and no others."""
    week = before.weeks[0]
    made = tuple(
        day.model_copy(update={"tasks": tasks, "minutes": sum(task.minutes for task in tasks)})
        for day, tasks in zip(week.days, days, strict=False)
    )
    return before.model_copy(update={"weeks": (week.model_copy(update={"days": made}),), "ends_on": None})


def test_the_same_plan_changes_nothing() -> None:
    changes = compare_plans(plan(), plan(), NO_TICKS)
    assert changes.is_empty
    assert changes.before == changes.after


def test_another_role_changes_aims_tasks_and_end() -> None:
    before, after = plan(), plan(role="mlops")
    changes = compare_plans(before, after, NO_TICKS)
    assert not changes.is_empty
    assert (changes.before.ends_on, changes.after.ends_on) == (before.ends_on, after.ends_on)
    assert changes.before.minutes_left == before.minutes.planned
    assert "derive:loss-functions" in changes.dropped
    loss = next(change for change in changes.topics if change.slug == "loss-functions")
    assert loss.before is not None
    assert loss.after is not None
    assert loss.before.reach == 5
    assert loss.before.begins_on is not None
    assert (loss.after.reach, loss.after.begins_on) == (3, None)
    back = compare_plans(after, before, NO_TICKS)
    assert (set(back.added), set(back.dropped)) == (set(changes.dropped), set(changes.added))


def test_an_interview_counts_what_falls_short() -> None:
    after = plan(interviews=(GoalInterview(on=TODAY + timedelta(days=5)),))
    changes = compare_plans(plan(), after, NO_TICKS)
    assert changes.before.left_out == 0
    assert changes.after.left_out == len({item.topic for item in after.left_out if item.kind is None}) > 0


def test_what_is_done_is_neither_left_nor_dropped() -> None:
    before, after = plan(), plan(role="mlops")
    ticks = Ticks({task.key: {0: None} for task in before.tasks})
    changes = compare_plans(before, after, ticks)
    assert changes.dropped == ()
    assert changes.before.minutes_left == 0
    assert all(change.before is None or change.before.begins_on is None for change in changes.topics)


def test_a_task_that_only_moves_is_a_change() -> None:
    whole = plan()
    first, second, *_others = [task for day in whole.days for task in day.tasks if task.kind == "mock"]
    before, after = by_day(whole, (first,), (second,)), by_day(whole, (second,), (first,))
    changes = compare_plans(before, after, NO_TICKS)
    assert set(changes.moved) == {first.key, second.key}
    assert (changes.added, changes.dropped, changes.topics) == ((), (), ())
    assert changes.before == changes.after
    assert not changes.is_empty
    done = Ticks({first.key: {0: None}, second.key: {0: None}})
    assert compare_plans(before, after, done).is_empty


def test_a_topic_begins_with_its_first_open_learning() -> None:
    whole = plan({**ratings(4), "optimization": 3})
    own = [day for day in whole.days if any(task.key == "read:optimization" for task in day.tasks)]
    other = plan({**ratings(4), "optimization": 3}, role="mlops")
    change = next(topic for topic in compare_plans(whole, other, NO_TICKS).topics if topic.slug == "optimization")
    assert change.before == Aim(4, own[0].date)


def test_a_topic_that_one_plan_does_not_know_has_no_aim_there() -> None:
    before = plan()
    after = before.model_copy(update={"topics": tuple(t for t in before.topics if t.slug != "optimization")})
    change = next(topic for topic in compare_plans(before, after, NO_TICKS).topics)
    assert (change.slug, change.after) == ("optimization", None)
    assert compare_plans(after, before, NO_TICKS).topics[0].before is None


def test_the_view_has_names_in_place_of_slugs() -> None:
    view = make_changes_view(plan(), plan(role="mlops", interviews=(GoalInterview(on=date(2026, 3, 20)),)), NO_TICKS)
    assert "Loss Functions" in {line.name for line in view.topics}
    assert "Derivations: Loss Functions" in view.dropped
    assert len(view.added) == len(view.changes.added) > 0
    assert not [title for title in (*view.added, *view.dropped) if ":" in title and "-" in title.split(":")[0]]
