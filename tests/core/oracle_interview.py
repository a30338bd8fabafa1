"""What a plan before an interview must keep to besides, again worked out from the rules alone."""

from datetime import date, timedelta
from typing import cast

from studyplan.core.model import BuiltPlan, Goal
from tests.core.oracle import STEP, days_of, minutes_between, placed


def study_dates(goal: Goal, start: date) -> list[date]:
    assert goal.interview_on is not None
    dates = (start + timedelta(days=offset) for offset in range((goal.interview_on - start).days))
    return [on for on in dates if on.weekday() in goal.weekdays and on not in goal.days_off]


def check_interview(plan: BuiltPlan, goal: Goal, start: date) -> None:
    """The sums of an interview plan, and what it may and must leave out."""
    a_day = goal.minutes // STEP * STEP
    days = study_dates(goal, start)
    before_last = max(0, len(days) - 1) * a_day
    usable = before_last if plan.variant == "express" else before_last - before_last // 5
    gaps = [topic for topic in plan.topics if topic.gap]
    stage = 0
    if plan.variant == "sprint":
        timed = min(60, a_day)
        stage = timed if usable >= 2 * timed else 0
    elif plan.path == "C":
        stage = min(240, usable // 2 if gaps else usable)
    assert plan.minutes.available == len(days) * a_day
    assert plan.minutes.learning_available == usable - stage
    learning = sum(topic.minutes for topic in gaps)
    assert learning <= usable - stage
    assert (plan.depth == "full") == (plan.minutes.needed <= usable - stage)
    levels = [out for out in plan.left_out if out.kind is None]
    assert [out.topic for out in levels] == [topic.slug for topic in plan.topics if topic.reach < topic.target]
    for out in levels:
        topic = next(candidate for candidate in plan.topics if candidate.slug == out.topic)
        assert out.minutes == minutes_between(topic.slug, topic.reach, topic.target, full=False)
        points = (4, 3, 2, 1)
        assert out.value == topic.weight * sum(points[topic.reach - 1 : topic.target - 1])
    check_no_room(plan, days, a_day)
    timed_set = sum(task.minutes for _, task in placed(plan) if task.key == "timed-set:1")
    assert timed_set == (stage if plan.variant == "sprint" else 0)
    if plan.path == "C" and days[1:]:
        express = sum(task.minutes for _, task in placed(plan) if task.reasons[0].code == "express-day")
        assert express > stage - 10
    maintained = any(task.reasons[0].code == "maintenance" for _, task in placed(plan))
    assert not (maintained and plan.depth == "triage")
    check_last_day(plan, days)


def check_no_room(plan: BuiltPlan, days: list[date], a_day: int) -> None:
    """A recall falls away for want of room only where no later day has room."""
    by_date = {day.on: day for day in days_of(plan)}
    for out in plan.left_out:
        if out.reason.code == "recall-no-room":
            for on in days[:-1]:
                tasks = by_date[on].tasks if on in by_date else ()
                recalled = {task.topics[0] for task in tasks if task.kind.startswith("recall")}
                if on >= cast(date, out.reason["due"]) and out.topic not in recalled:
                    assert a_day - sum(task.minutes for task in tasks) < 10


def check_last_day(plan: BuiltPlan, days: list[date]) -> None:
    if not days:
        assert not plan.weeks
        assert plan.ends_on is None
        assert "no-study-day" in [warning.code for warning in plan.warnings]
        return
    last = days_of(plan)[-1]
    assert last.on == days[-1]
    kinds = [task.kind for task in last.tasks]
    assert kinds == sorted(kinds, key=["mock", "pass", "cheat-sheet"].index)
    assert kinds.count("mock") == 1
    for day in days_of(plan)[:-1]:
        assert not any(task.key.endswith(":final") for task in day.tasks)
