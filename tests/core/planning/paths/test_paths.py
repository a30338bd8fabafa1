"""Each path at its edges: with little left to do, with no room to spare, with work done long ago. Rule: planning §6."""

from dataclasses import replace
from datetime import date, timedelta

from studyplan.core.codes import FocusCode, ReasonCode, WarningCode
from studyplan.core.model import CompletedTask, Goal, GoalInterview, Ratings, Syllabus, SyllabusTopic
from studyplan.core.planning.build import build
from tests.core.oracle import LEARNING, days_of, placed
from tests.core.requests import START
from tests.core.twelve import SLUGS, syllabus

SYLLABUS = syllabus()
ONES = dict.fromkeys(SLUGS.values(), 1)
LONG_AGO = START - timedelta(days=60)
REVIEW = ("self-assessment", "cheat-sheet", "mock")
RECALLS = ("recall-3", "recall-7", "recall-14", "recall-21")


def rated(levels: Ratings, **others: int) -> Ratings:
    """The same ratings, but for some topics by their short names."""
    return {**levels, **{SLUGS[short]: rating for short, rating in others.items()}}


def all_but(*left: str, on: date = LONG_AGO) -> list[CompletedTask]:
    """Every topic's learning and recalls ticked, but for some tasks."""
    keys = (f"{kind}:{slug}" for slug in SLUGS.values() for kind in (*LEARNING, *RECALLS))
    return [CompletedTask(key, on=on) for key in keys if key not in left]


def test_all_ones_fill_twelve_weekly_blocks_at_most() -> None:
    plan = build(SYLLABUS, ONES, Goal("mle", 65, card_minutes=0), START)
    assert [len(week.topics) for week in plan.weeks] == [1] * 12
    assert {week.focus.code for week in plan.weeks} == {FocusCode.BLOCK}


def test_a_full_week_comes_after_one_with_room() -> None:
    """Better sittings in the first weeks cost the last one nothing."""
    topics = [SLUGS[short] for short in ("REG", "OPT", "ENS", "DR")]
    left = [f"mock:{slug}" for slug in topics]
    left += [f"{kind}:{SLUGS['DR']}" for kind in ("read", "implement", "rapid-fire", "self-assessment")]
    plan = build(SYLLABUS, ONES, Goal("ai-engineer", 15), START, all_but(*left))
    assert [week.topics for week in plan.weeks] == [(slug,) for slug in topics]
    assert [sum(day.minutes for day in week.days) for week in plan.weeks] == [10, 10, 10, 105]


def test_reviews_are_split_where_recalls_leave_five_minutes_a_day() -> None:
    """All learning is done, long ago: one recall a day, and the reviews of those at their target between them.

    What REG builds on is read already, so that its review may begin at once; LF builds on nothing.
    """
    levels = rated(ONES, LF=2, REG=2)
    goal = Goal("mlops", 15, interviews=(GoalInterview(on=START + timedelta(days=11)),))
    recalls = [f"recall-21:{slug}" for slug in SLUGS.values()]
    reviews = {f"{kind}:{SLUGS[short]}" for short in ("LF", "REG") for kind in REVIEW}
    plan = build(SYLLABUS, levels, goal, START, all_but(*recalls, *reviews))
    before_last = days_of(plan)[:-1]
    assert [day.minutes for day in before_last] == [15] * 10
    assert all(day.tasks[0].key in recalls for day in before_last)
    assert {task.key for day in before_last for task in day.tasks[1:]} == reviews
    assert plan.weeks[0].focus.code is FocusCode.REVIEW


def test_a_plan_of_one_day_ends_on_it() -> None:
    """What is left takes one day; the recalls that are due after it wait for days after the plan."""
    left = [f"mock:{SLUGS['MIQ']}", f"recall-21:{SLUGS['BV']}"]
    plan = build(SYLLABUS, ONES, Goal("mle", 105), START, all_but(*left, on=START - timedelta(days=1)))
    assert [task.key for _, task in placed(plan)] == left
    assert plan.ends_on == START
    assert [day.on for day in plan.afterwards] == [START + timedelta(days=20)]


def test_recalls_alone_come_after_a_plan_without_days() -> None:
    left = f"recall-21:{SLUGS['BV']}"
    plan = build(SYLLABUS, ONES, Goal("mle", 105), START, all_but(left))
    assert (plan.weeks, plan.ends_on) == ((), None)
    assert [task.key for day in plan.afterwards for task in day.tasks] == [left]


def test_the_date_of_a_prerequisite_read_before_the_plan_is_named() -> None:
    read = SLUGS["LF"]
    plan = build(SYLLABUS, ONES, Goal("mle", 105), START, [CompletedTask(f"read:{read}", level=5, on=LONG_AGO)])
    reasons = next(task.reasons for _, task in placed(plan) if task.key == f"read:{SLUGS['OPT']}")
    [named] = [reason for reason in reasons if reason.code is ReasonCode.PREREQUISITE]
    assert (named["prerequisite"], named["read_on"]) == (read, LONG_AGO)


def test_weeks_of_upkeep_number_on_whatever_a_topic_is_called() -> None:
    """The slug of a topic may hold the very word that numbers such weeks."""
    old, new = SLUGS["MIQ"], "upkeep-questions"
    goal = Goal("mlops", 105, interviews=(GoalInterview(on=START + timedelta(days=30)),))
    levels = {new if slug == old else slug: 3 for slug in SLUGS.values()}
    plan = build(_renamed(SYLLABUS, old, new), levels, goal, START, [CompletedTask(f"practice:{new}:upkeep-4")])
    assert f"practice:{new}:upkeep-5" in {task.key for _, task in placed(plan)}


def test_time_to_spare_begins_before_the_last_rehearsal() -> None:
    """The rehearsal of the last days is no reason to leave the weeks before it idle."""
    goal = Goal("mlops", 105, interviews=(GoalInterview(on=START + timedelta(days=60)),))
    plan = build(SYLLABUS, dict.fromkeys(SLUGS.values(), 3), goal, START)
    [warning] = plan.warnings
    assert warning.code is WarningCode.TIME_TO_SPARE
    assert str(warning["done_on"]) < str(START + timedelta(days=30))
    upkeep = {week.number for week in plan.weeks for day in week.days for task in day.tasks if ":upkeep-" in task.key}
    assert upkeep >= {4, 5, 6, 7, 8}


def test_express_days_come_before_the_last_rehearsal() -> None:
    """All of them, with a day each, though a rehearsal is kept on one of the last days."""
    goal = Goal("mle", 120, interviews=(GoalInterview(on=START + timedelta(days=30)),))
    plan = build(SYLLABUS, dict.fromkeys(SLUGS.values(), 4), goal, START)
    days = {on for on, task in placed(plan) if task.reasons[0].code is ReasonCode.EXPRESS_DAY}
    assert len(days) == 3
    assert "express-left-out" not in {warning.code for warning in plan.warnings}
    assert any(task.reasons[0].code is ReasonCode.LAST_REHEARSAL for _, task in placed(plan))


def test_express_work_that_no_day_holds_gives_way() -> None:
    """Five days of 45 minutes hold 225, but not in whole problems of ten: of one topic's problem there is no room."""
    levels = dict(zip(SLUGS.values(), map(int, "555554545545"), strict=True))
    goal = Goal("mlops", 45, interviews=(GoalInterview(on=START + timedelta(days=6)),))
    plan = build(SYLLABUS, levels, goal, START)
    [warning] = plan.warnings
    assert (warning.code, warning["topics"]) == (WarningCode.EXPRESS_LEFT_OUT, (SLUGS["DR"], SLUGS["PML"]))
    assert [day.free for day in days_of(plan)[:-1]] == [0, 5, 5, 0, 0]


def _renamed(syllabus: Syllabus, old: str, new: str) -> Syllabus:
    def name(slug: str) -> str:
        return new if slug == old else slug

    def topic(old: SyllabusTopic) -> SyllabusTopic:
        return replace(old, slug=name(old.slug))

    topics_material = {name(slug): material for slug, material in syllabus.material.topics.items()}
    return replace(
        syllabus,
        material=replace(syllabus.material, topics=topics_material),
        topics=tuple(map(topic, syllabus.topics)),
        soft=tuple(replace(edge, before=name(edge.before), after=name(edge.after)) for edge in syllabus.soft),
        targets={role: {name(slug): level for slug, level in row.items()} for role, row in syllabus.targets.items()},
    )
