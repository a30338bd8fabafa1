"""What was stumbled on at an interview comes back in the next two study days, and nothing else is lost for it."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyplan.core.codes import FocusCode, ReasonCode, TaskKind
from studyplan.core.errors import UnknownError
from studyplan.core.model import BuiltPlan, CompletedTask, Goal, GoalInterview, PlanTask, Ratings, StudyRecord
from studyplan.core.planning.build import build
from studyplan.core.planning.days import DayMinutes, list_study_dates
from tests.core.requests import START, goals, ratings
from tests.core.twelve import SLUGS, syllabus

SYLLABUS = syllabus()
THREES: Ratings = dict.fromkeys(SLUGS.values(), 3)
SOON = Goal("mle", 60, interviews=(GoalInterview("google", (), START + timedelta(days=30)),), card_minutes=0)
slugs = st.lists(st.sampled_from(tuple(SLUGS.values())), max_size=14)


def tasks(plan: BuiltPlan) -> list[tuple[date, PlanTask]]:
    """The practice that debriefs have brought, with its days."""
    days = (day for week in plan.weeks for day in week.days)
    return [(day.on, task) for day in days for task in day.tasks if ":debrief-" in task.key]


def shown(plan: BuiltPlan) -> list[str]:
    """`day number, key, minutes`, in order."""
    short = {slug: name for name, slug in SLUGS.items()}
    return [
        f"{(on - START).days} {short[task.topics[0]]}:{task.key.rpartition('-')[2]} {task.minutes}"
        for on, task in tasks(plan)
    ]


@pytest.mark.parametrize(
    ("stumbled", "minutes", "expected"),
    [
        ("", 60, []),
        ("LF", 60, ["0 LF:1 25"]),
        ("LF REG", 60, ["0 LF:1 25", "1 REG:1 25"]),
        ("REG LF", 60, ["0 LF:1 25", "1 REG:1 25"]),  # the heavier first
        ("LF REG LF", 60, ["0 LF:1 25", "0 LF:2 25", "1 REG:1 25"]),
        ("LF REG OPT EM FE", 60, ["0 LF:1 20", "0 OPT:1 20", "0 EM:1 20", "1 REG:1 25", "1 FE:1 25"]),
        ("LF REG", 15, ["0 LF:1 15", "1 REG:1 15"]),
        ("LF REG OPT", 35, ["0 LF:1 15", "0 OPT:1 15", "1 REG:1 25"]),  # in fives, as long as its day allows
    ],
)
def test_topics_by_day(stumbled: str, minutes: int, expected: list[str]) -> None:
    goal = replace(SOON, minutes=minutes)
    placed = shown(build(SYLLABUS, THREES, goal, START, (), [SLUGS[name] for name in stumbled.split()]))
    assert sorted(placed) == sorted(expected)


def test_what_finds_no_room_falls_away() -> None:
    stumbled = [slug for slug in SLUGS.values() for _ in range(2)]
    placed = tasks(build(SYLLABUS, THREES, Goal("mle", 15), START, (), stumbled))
    assert [task.minutes for _, task in placed] == [5] * 6


def test_what_is_done_is_not_planned_again_but_the_next_time_is() -> None:
    lf = SLUGS["LF"]
    done = [CompletedTask(f"practice:{lf}:debrief-1", minutes=25, on=START - timedelta(days=3))]
    assert shown(build(SYLLABUS, THREES, SOON, START, done, [lf])) == []
    assert shown(build(SYLLABUS, THREES, SOON, START, done, [lf, lf])) == ["0 LF:2 25"]


def test_the_reason_and_the_week_say_so() -> None:
    plan = build(SYLLABUS, THREES, SOON, START, (), [SLUGS["LF"]])
    ((_, task),) = tasks(plan)
    assert task.kind == TaskKind.PRACTICE
    assert [reason.code for reason in task.reasons] == [ReasonCode.DEBRIEF, ReasonCode.FREQUENCY]
    assert task.reasons[0]["topic"] == SLUGS["LF"]
    at_rest = dict.fromkeys(SLUGS.values(), 5)
    goal = Goal("mle", 15, weekdays=((START.weekday() - 1) % 7,))
    first = build(SYLLABUS, at_rest, goal, START, (), [SLUGS["LF"]]).weeks[0]
    assert (first.focus.code, first.focus["topics"]) == (FocusCode.DEBRIEF, (SLUGS["LF"],))


def test_an_interview_tomorrow_leaves_nothing_new_for_the_last_day() -> None:
    goal = Goal("mle", 60, interviews=(GoalInterview(on=START + timedelta(days=1)),))
    assert tasks(build(SYLLABUS, THREES, goal, START, (), [SLUGS["LF"]])) == []


def test_a_single_day_before_the_last_takes_them_all() -> None:
    goal = Goal("mle", 60, interviews=(GoalInterview(on=START + timedelta(days=2)),))
    placed = shown(build(SYLLABUS, THREES, goal, START, (), [SLUGS["LF"], SLUGS["REG"]]))
    assert placed == ["0 LF:1 25", "0 REG:1 25"]


def test_where_all_is_done_they_are_the_plan() -> None:
    kinds = ("cheat-sheet", "timed-set", "mock")
    done = [CompletedTask(f"{kind}:{slug}") for kind in kinds for slug in SLUGS.values()]
    plan = build(SYLLABUS, dict.fromkeys(SLUGS.values(), 5), Goal("mle", 60), START, done, [SLUGS["LF"]])
    assert shown(plan) == ["0 LF:1 25"]
    assert plan.afterwards == ()


def test_an_unknown_topic_is_named() -> None:
    with pytest.raises(UnknownError) as caught:
        build(SYLLABUS, THREES, SOON, START, (), ["astrology"])
    assert caught.value.args == ("topic", "astrology", tuple(THREES))


def learning(plan: BuiltPlan) -> Counter[str]:
    """Minutes of each learning task."""
    minutes: Counter[str] = Counter()
    for day in (day for week in plan.weeks for day in week.days):
        for task in day.tasks:
            if task.reasons[0].code is ReasonCode.LEARN:
                minutes[task.topics[0]] += task.minutes
    return minutes


@settings(deadline=None, max_examples=60)
@given(ratings, goals(), slugs)
def test_no_day_overflows_and_no_learning_is_lost(ratings: Ratings, goal: Goal, stumbled: list[str]) -> None:
    plan = build(SYLLABUS, ratings, goal, START, (), stumbled)
    a_day, _cards = DayMinutes(SYLLABUS.policy, goal).divide(goal.minutes)
    for day in (day for week in plan.weeks for day in week.days):
        assert sum(task.minutes for task in day.tasks) == day.minutes <= a_day
    promised = {topic.slug: topic.minutes for topic in plan.topics if topic.reach > topic.rating}
    assert learning(plan) == promised
    until = goal.interview_on
    first = list_study_dates(goal, START, until)
    two = [on for on, _ in zip(first, range(3 if until else 2), strict=False)]
    allowed = two[:-1][:2] if until and len(two) < 3 else two[:2]
    placed = tasks(plan)
    assert {on for on, _ in placed} <= set(allowed)
    room = len(allowed) * (a_day // 5)
    assert len(placed) == min(len(stumbled), room) or len(placed) == len(stumbled)
    assert all(5 <= task.minutes <= 25 for _, task in placed)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, ["0 LF:1 25", "0 OPT:1 25", "1 REG:1 25"]),
        (1, ["0 OPT:1 25", "0 REG:1 25", "1 LF:1 25"]),  # the next two take its place
        (9, ["0 OPT:1 25", "0 REG:1 25"]),  # longer than such a practice waits: it falls away
    ],
)
def test_what_was_put_off_waits_for_its_day(days: int, expected: list[str]) -> None:
    stumbled = [SLUGS[name] for name in ("LF", "OPT", "REG")]
    key = f"practice:{SLUGS['LF']}:debrief-1"
    record = StudyRecord(deferred={key: START + timedelta(days=days)})
    assert shown(build(SYLLABUS, THREES, SOON, START, stumbled=stumbled, record=record)) == expected
