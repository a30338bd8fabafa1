"""What practice has shown: repairs come in the next two study days, and path C's last days follow the stumbles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyplan.core.codes import ReasonCode
from studyplan.core.errors import UnknownError
from studyplan.core.material import StudyItem, TopicMaterial
from studyplan.core.model import (
    BuiltPlan,
    CompletedTask,
    Goal,
    GoalInterview,
    PlanTask,
    PracticeOutcome,
    StudyRecord,
    Syllabus,
)
from studyplan.core.planning.build import build
from studyplan.core.planning.context import make_context
from studyplan.core.planning.whatif import explore_what_if
from tests.core.twelve import SLUGS, syllabus

SYLLABUS = syllabus()
START = date(2026, 11, 23)
LF, OPT, EM = SLUGS["LF"], SLUGS["OPT"], SLUGS["EM"]
THREES = dict.fromkeys(SLUGS.values(), 3)
FIVES = dict.fromkeys(SLUGS.values(), 5)
GOAL = Goal("mle", 60)


def repairs_in(plan: BuiltPlan) -> list[tuple[int, PlanTask]]:
    """The repairs with the place of their study day, from 0."""
    days = [day for week in plan.weeks for day in week.days]
    return [(place, task) for place, day in enumerate(days) for task in day.tasks if ":repair-" in task.key]


def last_days(plan: BuiltPlan) -> list[str]:
    """What path C's days 4 and 5 practice."""
    days = [day for week in plan.weeks for day in week.days][3:]
    return [task.key for day in days for task in day.tasks if task.key.endswith(":extra")]


def test_a_repair_is_a_practice_within_two_study_days() -> None:
    goal = replace(GOAL, interviews=(GoalInterview("google"),))
    plan = build(SYLLABUS, THREES, goal, START, practice=PracticeOutcome(repairs=(LF,)))
    ((place, task),) = repairs_in(plan)
    assert (place, task.key, task.kind, task.minutes) == (0, f"practice:{LF}:repair-1", "practice", 25)
    assert task.reasons[0].code is ReasonCode.STUMBLED
    assert dict(task.reasons[0].params) == {"topic": LF}
    assert ReasonCode.FREQUENCY in {reason.code for reason in task.reasons}


def test_repairs_are_counted_apart_from_debriefs() -> None:
    plan = build(SYLLABUS, THREES, GOAL, START, (), [LF], PracticeOutcome(repairs=(LF, LF)))
    keys = [task.key for week in plan.weeks for day in week.days for task in day.tasks if task.topics == (LF,)]
    assert {key for key in keys if key.startswith(f"practice:{LF}:")} == {
        f"practice:{LF}:debrief-1",
        f"practice:{LF}:repair-1",
        f"practice:{LF}:repair-2",
    }


def test_a_repair_that_is_done_does_not_come_back() -> None:
    done = [CompletedTask(f"practice:{LF}:repair-1", minutes=25, on=START - timedelta(days=1))]
    plan = build(SYLLABUS, THREES, GOAL, START, done, practice=PracticeOutcome(repairs=(LF, LF)))
    assert [task.key for _, task in repairs_in(plan)] == [f"practice:{LF}:repair-2"]


def test_express_ends_with_what_was_stumbled_on_newest_first_then_the_weakest() -> None:
    levels = FIVES | {OPT: 4}
    goal = Goal("mle", 120)
    provisional = last_days(build(SYLLABUS, levels, goal, START))
    assert provisional[0] == f"practice:{OPT}:extra"
    plan = build(SYLLABUS, levels, goal, START, practice=PracticeOutcome(stumbled=(EM, LF)))
    following = last_days(plan)
    assert following[:3] == [f"practice:{EM}:extra", f"practice:{LF}:extra", f"practice:{OPT}:extra"]
    causes = {task.key: task.reasons[0] for week in plan.weeks for day in week.days for task in day.tasks}
    assert [(causes[key].code, causes[key]["topic"]) for key in following[:3]] == [
        (ReasonCode.STUMBLED, EM),
        (ReasonCode.STUMBLED, LF),
        (ReasonCode.WEAKEST, OPT),
    ]


@pytest.mark.parametrize("practice", [PracticeOutcome(repairs=("alchemy",)), PracticeOutcome(stumbled=("alchemy",))])
def test_an_unknown_topic_is_said(practice: PracticeOutcome) -> None:
    with pytest.raises(UnknownError):
        build(SYLLABUS, THREES, GOAL, START, practice=practice)
    with pytest.raises(UnknownError):
        explore_what_if(make_context(SYLLABUS, THREES, GOAL, START, practice=practice))


def test_what_would_help_counts_the_repairs() -> None:
    goal = replace(GOAL, interviews=(GoalInterview(on=START + timedelta(days=8)),))
    ones = dict.fromkeys(SLUGS.values(), 2)
    without = explore_what_if(make_context(SYLLABUS, ones, goal, START))
    with_repairs = explore_what_if(
        make_context(SYLLABUS, ones, goal, START, practice=PracticeOutcome(repairs=(LF, OPT, EM)))
    )
    assert without
    assert with_repairs
    assert with_repairs != without


def items_of(plan: BuiltPlan, key: str) -> list[tuple[str, int]]:
    """Slugs, without the topic's in front, and minutes."""
    tasks = [task for week in plan.weeks for day in week.days for task in day.tasks if task.key == key]
    return [(item.slug.removeprefix(f"{task.topics[0]}-"), item.minutes) for task in tasks for item in task.items]


def taught(**material: tuple[StudyItem, ...]) -> Syllabus:
    """Every topic has this material."""
    topics = {slug: TopicMaterial(**material) for slug in SLUGS.values()}
    return replace(SYLLABUS, material=replace(SYLLABUS.material, topics=topics))


def test_extra_practice_names_what_no_other_task_holds() -> None:
    """A repair takes a problem of the level rated, the clock a short one, and the last days the next not attempted."""
    record = StudyRecord(attempted=frozenset({(LF, f"{LF}-problem-3")}))
    goal = Goal("mle", 120)
    plan = build(SYLLABUS, FIVES, goal, START, practice=PracticeOutcome(repairs=(LF,), stumbled=(LF,)), record=record)
    assert items_of(plan, f"practice:{LF}:repair-1") == [("problem-7", 25)]
    assert items_of(plan, f"timed-set:{LF}") == [("problem-1", 10)]
    assert items_of(plan, f"practice:{LF}:extra") == [("problem-2", 15), ("problem-9", 10)]


def test_where_nothing_is_left_comes_what_went_wrong() -> None:
    plan = build(taught(), FIVES, Goal("mle", 120), START, practice=PracticeOutcome(repairs=(LF,)))
    assert items_of(plan, f"practice:{LF}:repair-1") == [("again", 25)]
    assert items_of(plan, f"timed-set:{LF}") == []
    short = taught(problems=(StudyItem("one", "", 10), StudyItem("long", "", 40)))
    plan = build(short, FIVES, Goal("mle", 120), START, practice=PracticeOutcome(repairs=(LF,)))
    assert items_of(plan, f"practice:{LF}:repair-1") == [("one", 10), ("again", 15)]


def test_a_topic_without_material_names_nothing() -> None:
    bare = replace(SYLLABUS, material=replace(SYLLABUS.material, topics={}))
    plan = build(bare, FIVES, Goal("mle", 120), START, practice=PracticeOutcome(repairs=(LF,)))
    assert repairs_in(plan)
    assert not any(task.items for week in plan.weeks for day in week.days for task in day.tasks if task.topics == (LF,))


def test_a_timed_problem_is_code_for_a_coding_round_else_short_else_a_check() -> None:
    code = StudyItem("code", "", 25, rounds=("coding",))
    other = StudyItem("other", "", 25, rounds=("ml-depth",))
    short, long = StudyItem("short", "", 10), StudyItem("long", "", 15)
    probe = StudyItem("probe", "", 5)

    def named(rounds: tuple[str, ...], **material: tuple[StudyItem, ...]) -> list[str]:
        goal = Goal("mle", 120, interviews=(GoalInterview(None, rounds),))
        plan = build(taught(**material), FIVES, goal, START)
        return [slug for slug, _ in items_of(plan, f"timed-set:{LF}")]

    assert named(("coding",), coding=(other, code), problems=(short,)) == ["code"]
    assert named(("coding",), coding=(other,), problems=(short,)) == ["short"]
    assert named(("ml-depth",), coding=(code, other), problems=(long, short)) == ["short"]
    assert named((), coding=(code,), problems=(long,), probes=(probe,)) == ["probe"]


@given(
    st.fixed_dictionaries({slug: st.integers(1, 5) for slug in SLUGS.values()}),
    st.lists(st.sampled_from(list(SLUGS.values())), max_size=4),
    st.lists(st.sampled_from(list(SLUGS.values())), max_size=4, unique=True),
    st.sampled_from([15, 30, 60, 240]),
    st.one_of(st.none(), st.integers(0, 40)),
)
def test_no_day_overflows(
    ratings: dict[str, int], repairs: list[str], stumbled: list[str], minutes: int, days: int | None
) -> None:
    on = None if days is None else START + timedelta(days=days)
    goal = Goal("mle", minutes, interviews=(GoalInterview(on=on),))
    plan = build(SYLLABUS, ratings, goal, START, practice=PracticeOutcome(tuple(repairs), tuple(stumbled)))
    for week in plan.weeks:
        for day in week.days:
            assert sum(task.minutes for task in day.tasks) <= minutes
    assert all(place < 2 for place, _ in repairs_in(plan))
    if on is None:
        assert len(repairs_in(plan)) == len(repairs)
