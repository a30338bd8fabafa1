"""Rehearsals: the weeks that hold one, the format of each, and the minutes kept for the last. Rule: planning §6."""

from dataclasses import replace
from datetime import timedelta

import pytest

from studyplan.core.codes import ReasonCode
from studyplan.core.material import RehearsalFormat
from studyplan.core.model import BuiltPlan, CompletedTask, Goal, GoalInterview, PlanTask, StudyRecord
from studyplan.core.planning.build import build
from studyplan.core.planning.context import PlanContext, make_context
from studyplan.core.planning.days import StudyDay
from studyplan.core.planning.paths.formats import place_weekly, settle_rehearsals
from studyplan.core.planning.rehearsals import count_last_minutes, make_rehearsal
from tests.core.oracle import days_of, placed
from tests.core.oracle_material import FORMATS
from tests.core.requests import START
from tests.core.twelve import POLICY, SLUGS, syllabus

SYLLABUS = syllabus()
FOURS = dict.fromkeys(SLUGS.values(), 4)
RULES = POLICY.rehearsals


def context_of(*rounds: str, done: tuple[str, ...] = (), began: int = 0) -> PlanContext:
    goal = Goal("mle", 120, interviews=(GoalInterview(None, rounds),))
    record = StudyRecord(began_on=START - timedelta(days=began))
    return make_context(SYLLABUS, FOURS, goal, START, [CompletedTask(key) for key in done], record=record)


def make_days(*rooms: int) -> list[StudyDay]:
    return [StudyDay(START + timedelta(days=place), 110, room) for place, room in enumerate(rooms)]


def settle(context: PlanContext, *rooms: int) -> list[str]:
    """The format that each day's rehearsal gets, `-` where none fits."""
    days = make_days(*rooms)
    for day in days:
        day.add(make_rehearsal(20), 20)
    settle_rehearsals(context, days)
    works = [sitting.work for day in days for sitting in day.sittings]
    for day, work, room in zip(days, works, rooms, strict=True):
        assert day.room == room - work.minutes
        assert work.topics == tuple(topic.slug for topic in context.goal_score.topics)
    return [" ".join(item.slug for item in work.items) or "-" for work in works]


@pytest.mark.parametrize(
    ("rounds", "rooms", "formats"),
    [
        # The longest that fits, then one that was not planned yet.
        ((), (110, 110, 110), ["depth", "phone-screen", "design-walk"]),
        ((), (50, 25, 25), ["phone-screen", "chain", "first-principles"]),
        # Of the round in turn; a chain suits all of them, and goes before others as long.
        (("coding",), (110, 110, 110, 110), ["coding-screen", "chain", "coding-screen", "chain"]),
        (("ml-depth", "coding"), (110, 110, 110, 30), ["depth", "coding-screen", "chain", "chain"]),
        (("ml-depth",), (30, 30, 30), ["chain", "first-principles", "chain"]),
        # Where none of the round's fits, the next round's, then any.
        (("coding", "behavioral"), (20, 20), ["explaining", "explaining"]),
        (("coding",), (20,), ["explaining"]),
        (("coding",), (15,), ["rapid-fire"]),
    ],
)
def test_formats(rounds: tuple[str, ...], rooms: tuple[int, ...], formats: list[str]) -> None:
    assert settle(context_of(*rounds), *rooms) == formats


def test_a_rehearsal_without_a_format_keeps_its_minutes() -> None:
    context = context_of()
    bare = replace(context.syllabus, material=replace(context.syllabus.material, formats=()))
    assert settle(replace(context, syllabus=bare), 110, 110) == ["-", "-"]


def test_numbers_weeks_and_rounds() -> None:
    days = make_days(110, 0, 0, 0, 0, 0, 0, 110)
    for day in (days[0], days[7]):
        day.add(make_rehearsal(20, ReasonCode.LAST_REHEARSAL), 20)
    context = context_of("coding", "ml-depth", done=("rehearsal:3", "rehearsal:0", "rehearsal:x"), began=7)
    settle_rehearsals(context, days)
    works = [sitting.work for day in days for sitting in day.sittings]
    assert [work.key for work in works] == ["rehearsal:4", "rehearsal:5"]
    assert {work.cause.code for work in works} == {ReasonCode.LAST_REHEARSAL}
    assert [(work.cause["week"], work.cause["rounds"]) for work in works] == [(2, ("ml-depth",)), (3, ("coding",))]


def test_two_on_a_day_are_numbered_in_order() -> None:
    [day] = make_days(110)
    for _ in range(2):
        day.add(make_rehearsal(20), 20)
    settle_rehearsals(context_of(), [day])
    assert [sitting.work.key for sitting in day.sittings] == ["rehearsal:1", "rehearsal:2"]


def test_one_a_week_from_the_second_on_where_there_is_room_most() -> None:
    days = make_days(*[110] * 7, 30, 60, 60, 5, 5, 5, 5, *[15] * 7, 25, 40)
    days[-1].add(make_rehearsal(20), 20)
    place_weekly(context_of(), days)
    assert [place for place, day in enumerate(days) if day.sittings] == [9, 22]


def test_one_that_is_put_off_waits_for_its_date() -> None:
    """So does the week's: the next week may hold it."""
    record = StudyRecord(deferred={"rehearsal:4": START + timedelta(days=9), "rehearsal:5": START + timedelta(days=20)})
    done = [CompletedTask("rehearsal:3")]
    context = make_context(SYLLABUS, FOURS, Goal("mle", 120), START, done, record=record)
    days = make_days(*[110] * 8, 60, 30, *[15] * 4, *[110] * 7)
    place_weekly(context, days)
    assert [place for place, day in enumerate(days) if day.sittings] == [9, 20]


def test_one_that_was_skipped_leaves_its_week_free() -> None:
    goal = Goal("mle", 60, interviews=(GoalInterview(on=START + timedelta(days=40)),))
    plans = [
        build(SYLLABUS, FOURS, goal, START, record=StudyRecord(skipped=frozenset(keys)))
        for keys in ((), ("rehearsal:1",), ("rehearsal:2",))
    ]
    keys = [[task.key for _, task in placed(plan) if task.kind == "rehearsal"] for plan in plans]
    assert keys[1] == [key for key in keys[0] if key != "rehearsal:1"]
    assert keys[2] == [key for key in keys[0] if key != "rehearsal:2"]


@pytest.mark.parametrize(
    ("rounds", "longest", "minutes"),
    [
        ((), 110, 20),
        (("behavioral",), 110, 20),
        (("coding",), 110, 25),  # the chain that suits all rounds
        (("phone-screen",), 110, 20),  # though there is one of a quarter of an hour
        (("coding",), 20, 20),
        (("coding",), 15, 20),
    ],
)
def test_minutes_kept_for_the_last(rounds: tuple[str, ...], longest: int, minutes: int) -> None:
    assert count_last_minutes(RULES, FORMATS, rounds, longest) == minutes


def test_minutes_kept_where_there_is_no_format() -> None:
    assert count_last_minutes(RULES, (), (), 110) == 20
    assert count_last_minutes(RULES, [RehearsalFormat("tea", "", 30, ("coding",))], ("coding",), 110) == 30


def last_rehearsals(plan: BuiltPlan) -> list[tuple[int, PlanTask]]:
    """The days from the start, and the tasks."""
    return [((on - START).days, task) for on, task in placed(plan) if task.reasons[0].code is ReasonCode.LAST_REHEARSAL]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (13, []),
        (14, [12]),  # two weeks with the last day
        (30, [22]),  # a week before the last day at most: express days leave it no room for its longest format
    ],
)
def test_before_an_interview_it_lies_in_the_last_week(days: int, expected: list[int]) -> None:
    goal = Goal("mle", 60, interviews=(GoalInterview(on=START + timedelta(days=days)),))
    assert [day for day, _ in last_rehearsals(build(SYLLABUS, FOURS, goal, START))] == expected


def test_it_is_not_kept_free_where_no_day_of_the_last_week_holds_it() -> None:
    far = (GoalInterview(on=START + timedelta(days=40)),)
    off = tuple(START + timedelta(days=day) for day in range(31, 39))
    assert not last_rehearsals(build(SYLLABUS, FOURS, Goal("mle", 60, days_off=off, interviews=far), START))
    assert not last_rehearsals(build(SYLLABUS, FOURS, Goal("mle", 15, interviews=far), START))


def test_learning_goes_before_it() -> None:
    """On two short weekdays a week the timed set needs all of the day that would be kept."""
    levels = dict(zip(SLUGS.values(), map(int, "432323333324"), strict=True))
    interview = GoalInterview("google", (), START + timedelta(days=25))
    plan = build(SYLLABUS, levels, Goal("mlops", 60, weekdays=(1, 2), interviews=(interview,)), START)
    assert not last_rehearsals(plan)
    assert sum(task.minutes for _, task in placed(plan) if task.kind == "timed-set") == 55


def test_without_a_date_it_is_the_last_task() -> None:
    ones = dict.fromkeys(SLUGS.values(), 1)
    plan = build(SYLLABUS, ones, Goal("mle", 120), START)
    [(_, task)] = last_rehearsals(plan)
    assert days_of(plan)[-1].tasks[-1] == task
    assert not last_rehearsals(build(SYLLABUS, ones, Goal("mle", 15), START))


@pytest.mark.parametrize("days", [None, 20])
def test_express_ends_without_one(days: int | None) -> None:
    on = None if days is None else START + timedelta(days=days)
    goal = Goal("mle", 60, interviews=(GoalInterview(on=on),))
    assert not last_rehearsals(build(SYLLABUS, dict.fromkeys(SLUGS.values(), 5), goal, START))
