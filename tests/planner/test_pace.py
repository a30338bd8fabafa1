"""Planning at one's own pace: what is left takes its minutes, and what is done stays done."""

from __future__ import annotations

from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from studyplan.core.codes import TaskKind
from studyplan.core.model import BuiltPlan, Goal, Ratings
from studyplan.core.planning.build import build
from studyplan.core.validation import check_syllabus
from studyplan.planner.documents import StoredCompletion
from studyplan.planner.pace import scale_completions, scale_to_pace
from tests.core import twelve
from tests.core.requests import START, goals, ratings

TAUGHT = twelve.syllabus()
LEARNED = {TaskKind.READ, TaskKind.DERIVE, TaskKind.PRACTICE, TaskKind.IMPLEMENT, TaskKind.RAPID_FIRE}
paces = st.integers(10, 40).map(lambda fives: 5 * fives)


def ticked(plan: BuiltPlan, pace: int) -> tuple[StoredCompletion, ...]:
    """Everything that the plan holds, done."""
    reach = {topic.slug: topic.reach for topic in plan.topics}
    days = [*(day for week in plan.weeks for day in week.days), *plan.afterwards]
    return tuple(
        StoredCompletion(
            key=task.key,
            sitting=task.sitting,
            minutes=task.minutes,
            level=reach[task.topics[0]] if len(task.topics) == 1 else None,
            on=day.on,
            pace=pace,
        )
        for day in days
        for task in day.tasks
    )


def learning_in(plan: BuiltPlan) -> dict[str, int]:
    """Minutes of learning by task key."""
    minutes: dict[str, int] = {}
    for task in (task for week in plan.weeks for day in week.days for task in day.tasks):
        if task.kind in LEARNED and task.key.count(":") == 1:
            minutes[task.key] = minutes.get(task.key, 0) + task.minutes
    return minutes


@given(pace=paces)
def test_what_is_taught_stays_sound_at_any_pace(pace: int) -> None:
    taught = scale_to_pace(TAUGHT, pace)
    check_syllabus(taught)
    for usual, topic in zip(TAUGHT.topics, taught.topics, strict=True):
        for was, now in zip(usual.minutes, topic.minutes, strict=True):
            assert now == max(35, ceil(was * pace / 500) * 5)


def test_the_usual_pace_changes_nothing() -> None:
    assert scale_to_pace(TAUGHT, 100) is TAUGHT


def test_the_least_for_a_weak_topic_follows_the_pace() -> None:
    assert scale_to_pace(TAUGHT, 150).policy.learning.weak_least == 180
    assert scale_to_pace(TAUGHT, 50).policy.learning.weak_least == 60


@settings(max_examples=40)
@given(ratings=ratings, goal=goals(), before=paces, after=paces)
def test_what_is_done_is_not_planned_again_at_another_pace(
    ratings: Ratings, goal: Goal, before: int, after: int
) -> None:
    plan = build(scale_to_pace(TAUGHT, before), ratings, goal, START)
    done = scale_completions(TAUGHT, ratings, goal, START, ticked(plan, before), after)
    again = build(scale_to_pace(TAUGHT, after), ratings, goal, START, done)
    reached = {topic.slug: topic.reach for topic in plan.topics}
    same = {topic.slug for topic in again.topics if topic.reach == reached[topic.slug] and again.depth == plan.depth}
    assert {key for key in learning_in(again) if key.split(":")[1] in same} & set(learning_in(plan)) == set()


@settings(max_examples=40)
@given(ratings=ratings, goal=goals(dated=False), before=paces, after=paces)
def test_a_slower_pace_never_leaves_less_to_do(ratings: Ratings, goal: Goal, before: int, after: int) -> None:
    slow, quick = max(before, after), min(before, after)
    needed = [build(scale_to_pace(TAUGHT, pace), ratings, goal, START).minutes.needed for pace in (quick, slow)]
    assert needed == sorted(needed)


@settings(max_examples=40)
@given(ratings=ratings, goal=goals(), pace=paces)
def test_there_and_back_is_the_same_plan(ratings: Ratings, goal: Goal, pace: int) -> None:
    plan = build(TAUGHT, ratings, goal, START)
    done = ticked(plan, 100)[:5]
    plain = scale_completions(TAUGHT, ratings, goal, START, done, 100)
    assert [tick.minutes for tick in plain] == [tick.minutes for tick in done]
    assert build(scale_to_pace(TAUGHT, 100), ratings, goal, START, plain) == build(TAUGHT, ratings, goal, START, plain)


def minutes_of(tick: StoredCompletion, pace: int, **levels: int) -> int | None:
    """The minutes that the tick counts for at another pace, for somebody who rates all 1."""
    rated = dict.fromkeys(twelve.SLUGS.values(), 1) | levels
    return scale_completions(TAUGHT, rated, Goal("mle", 120), START, (tick,), pace)[0].minutes


def test_half_of_a_task_stays_half() -> None:
    """Reading loss functions from level 1 to 3 takes half as many minutes again at 150 %, in whole fives."""
    half = StoredCompletion(key="read:loss-functions", sitting=1, minutes=35, level=3, on=START)
    assert minutes_of(half, 150) == 53
    assert minutes_of(half.model_copy(update={"pace": 150, "minutes": 53}), 100) == 36


def test_rituals_take_what_they_take() -> None:
    for key in ("recall-3:loss-functions", "mock:loss-functions", "timed-set:1", "practice:loss-functions:extra"):
        assert minutes_of(StoredCompletion(key=key, sitting=0, minutes=10, level=3, on=START), 200) == 10


def test_what_says_nothing_of_minutes_goes_on_saying_nothing() -> None:
    assert (
        minutes_of(StoredCompletion(key="read:loss-functions", sitting=0, minutes=None, level=None, on=START), 200)
        is None
    )


def test_topics_that_are_taught_no_more_stay_as_they_were() -> None:
    assert minutes_of(StoredCompletion(key="read:kernel-methods", sitting=0, minutes=40, level=3, on=START), 200) == 40


def test_an_unknown_level_counts_as_much_as_any() -> None:
    unknown = StoredCompletion(key="read:loss-functions", sitting=1, minutes=30, level=None, on=START)
    known = [minutes_of(unknown.model_copy(update={"level": level}), 150) or 0 for level in (2, 3, 4, 5)]
    assert minutes_of(unknown, 150) == max(known)


def test_at_the_highest_level_there_is_nothing_to_compare_with() -> None:
    top = StoredCompletion(key="read:loss-functions", sitting=1, minutes=30, level=None, on=START)
    assert (
        scale_completions(TAUGHT, dict.fromkeys(twelve.SLUGS.values(), 5), Goal("mle", 120), START, (top,), 150)[
            0
        ].minutes
        == 30
    )
