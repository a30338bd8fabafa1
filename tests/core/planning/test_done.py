"""Work that is done already: never planned again, and sittings number on. Rule: planning §8."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyplan.core.codes import PathVariant
from studyplan.core.model import (
    BuiltPlan,
    CompletedTask,
    Goal,
    GoalInterview,
    PlanTask,
    Ratings,
    StudyRecord,
)
from studyplan.core.planning.build import build
from studyplan.core.planning.workload import CompletedWork
from tests.core.oracle import LEARNING, days_of, own_learning, placed
from tests.core.requests import START, goals, ratings
from tests.core.twelve import POLICY, SLUGS, syllabus

SYLLABUS = syllabus()
ONES = dict.fromkeys(SLUGS.values(), 1)
GOAL = Goal("mle", 105, card_minutes=0)
BV = SLUGS["BV"]


def plan_with(*done: CompletedTask, levels: Ratings = ONES, goal: Goal = GOAL, start: date = START) -> BuiltPlan:
    return build(SYLLABUS, levels, goal, start, done)


def tasks(plan: BuiltPlan, key: str) -> list[PlanTask]:
    return [task for _, task in placed(plan) if task.key == key]


def minutes(plan: BuiltPlan, key: str) -> int:
    return sum(task.minutes for task in tasks(plan, key))


def test_a_whole_task_is_not_planned_again() -> None:
    plan = plan_with(CompletedTask(f"read:{BV}", level=4, on=START))
    assert not tasks(plan, f"read:{BV}")
    assert plan.minutes.needed == 3555 - 75
    assert plan.topics[0].minutes == 255
    assert plan.topics[0].minutes_left == 180


def test_what_is_left_holds_the_least_of_a_weak_topic() -> None:
    """From 2 to 3 the table has 75 minutes; a weak topic gets 120 at least."""
    goal = replace(GOAL, role="ai-engineer")
    [topic] = [
        topic for topic in plan_with(levels=dict.fromkeys(SLUGS.values(), 5) | {BV: 2}, goal=goal).topics if topic.gap
    ]
    assert (topic.gap, topic.minutes, topic.minutes_left) == (1, 120, 120)


@pytest.mark.parametrize(
    ("completion", "left"),
    [
        (CompletedTask(f"practice:{BV}"), 0),
        (CompletedTask(f"practice:{BV}", level=5), 0),
        (CompletedTask(f"practice:{BV}", level=3), 65 - 40),
        (CompletedTask(f"practice:{BV}", level=3, minutes=30), 65 - 30),
        (CompletedTask(f"practice:{BV}", level=3, minutes=400), 65 - 40),
        (CompletedTask(f"practice:{BV}", level=1), 65),
        (CompletedTask(f"practice:{BV}", sitting=1, minutes=45, level=4), 20),
        (CompletedTask(f"practice:{BV}", sitting=1, minutes=43), 25),
        (CompletedTask(f"practice:{BV}", sitting=1), 65 - 60),
        (CompletedTask(f"practice:{BV}", sitting=1, minutes=45, level=1), 65),
        (CompletedTask(f"derive:{BV}", level=3), 65),
    ],
)
def test_minutes_left_of_practice(completion: CompletedTask, left: int) -> None:
    """All of the practice from 1 to 4 takes 65 minutes, to 3 it takes 40."""
    assert minutes(plan_with(completion), f"practice:{BV}") == left


def test_a_derivation_for_a_level_that_has_none_counts_for_nothing() -> None:
    """31 minutes of 45 are left, to the minute, which fives round up to 35."""
    key = f"derive:{BV}"
    assert minutes(plan_with(CompletedTask(key, level=3), CompletedTask(key, sitting=1, minutes=14)), key) == 35


def test_sittings_number_on() -> None:
    done = (CompletedTask(f"read:{BV}", sitting, 20, 4, START) for sitting in (1, 2))
    [task] = tasks(plan_with(*done), f"read:{BV}")
    assert (task.sitting, task.part, task.minutes) == (3, (3, 3), 35)


def test_what_is_left_names_the_items_that_are_left() -> None:
    """45 minutes hold two pages of 10 and sections of 9 and 14, and two minutes of the next.

    What is known to be read counts as a part of them.
    """
    [task] = tasks(plan_with(CompletedTask(f"read:{BV}", 1, 45, 4, START)), f"read:{BV}")
    assert [item.slug for item in task.items] == [f"{BV}-section-{number}" for number in (3, 4, 5)]
    attempted = StudyRecord(attempted=frozenset({(BV, f"{BV}-section-4"), ("", "primer-statistics")}))
    plan = build(SYLLABUS, ONES, GOAL, START, [CompletedTask(f"read:{BV}", 1, 45, 4, START)], record=attempted)
    [task] = tasks(plan, f"read:{BV}")
    assert [item.slug for item in task.items] == [f"{BV}-section-{number}" for number in (2, 3, 5)]


def test_a_higher_target_reopens_with_further_sittings() -> None:
    done = CompletedTask(f"practice:{BV}", minutes=40, level=3, on=START)
    reopened = tasks(plan_with(done), f"practice:{BV}")
    assert [task.part for task in reopened] == [(2, 2)]
    assert sum(task.minutes for task in reopened) == 25


def test_minutes_ticked_today_count_against_today() -> None:
    done = CompletedTask(f"read:{BV}", 1, 75, 4, START)
    today, tomorrow = days_of(plan_with(done))[:2]
    assert today.minutes + today.free == 105 - 75
    assert tomorrow.minutes + tomorrow.free == 105
    full = days_of(plan_with(done, CompletedTask("rehearsal:1", minutes=90, on=START)))[0]
    assert (full.on, full.minutes, full.free, full.tasks) == (START, 0, 0, ())


def test_weeks_count_from_the_day_on_which_the_first_plan_began() -> None:
    began = START - timedelta(days=16)
    plan = build(SYLLABUS, ONES, GOAL, START, record=StudyRecord(began_on=began))
    assert [(week.number, week.starts_on) for week in plan.weeks[:2]] == [
        (3, START - timedelta(days=2)),
        (4, START + timedelta(days=5)),
    ]
    assert plan.starts_on == plan.weeks[0].days[0].on == START
    assert [day.on for day in plan.weeks[0].days] == [START + timedelta(days=day) for day in range(5)]


def test_a_plan_begun_weeks_ago_rehearses_in_its_first_days() -> None:
    """Week 2 and all later ones hold a rehearsal where they have room; those begun today count as what they are."""
    goal = replace(GOAL, interviews=(GoalInterview(on=START + timedelta(days=40)),))

    def first_rehearsal(began_on: date | None) -> int:
        plan = build(SYLLABUS, dict.fromkeys(SLUGS.values(), 4), goal, START, record=StudyRecord(began_on=began_on))
        return next((on - START).days for on, task in placed(plan) if task.kind == "rehearsal")

    assert first_rehearsal(START - timedelta(days=8)) < 6
    assert first_rehearsal(None) >= 7


def test_what_was_skipped_is_not_planned_and_not_needed() -> None:
    record = StudyRecord(skipped=frozenset({f"mock:{BV}", f"recall-7:{BV}", "timed-set:1"}))
    plan = build(SYLLABUS, ONES, GOAL, START, record=record)
    assert plan.minutes.needed == 3555 - 10
    assert not tasks(plan, f"mock:{BV}")
    assert not tasks(plan, f"recall-7:{BV}")
    assert tasks(plan, f"recall-14:{BV}")
    assert plan.recalls_dropped == 0


def test_what_was_put_off_waits_and_with_it_the_rest_of_its_topic() -> None:
    until = START + timedelta(days=3)
    record = StudyRecord(deferred={f"read:{BV}": until, f"recall-3:{SLUGS['LF']}": START + timedelta(days=9)})
    plan = build(SYLLABUS, ONES, GOAL, START, record=record)
    dates: dict[str, date] = {}
    for on, task in placed(plan):
        dates.setdefault(task.key, on)
    assert min(dates[key] for key in dates if key.endswith(f":{BV}")) == dates[f"read:{BV}"] == until
    assert dates[f"read:{SLUGS['LF']}"] == START
    assert dates[f"recall-3:{SLUGS['LF']}"] >= START + timedelta(days=9)


def test_a_new_rating_holds_what_was_done_up_to_it() -> None:
    plan = plan_with(CompletedTask(f"cheat-sheet:{BV}", level=3, on=START), levels=ONES | {BV: 3})
    [task] = tasks(plan, f"cheat-sheet:{BV}")
    assert (task.sitting, task.minutes) == (2, 10)


def test_everything_done() -> None:
    keys = (f"{kind}:{slug}" for slug in SLUGS.values() for kind in LEARNING)
    plan = plan_with(*(CompletedTask(key, on=START) for key in keys))
    assert plan.minutes.needed == 0
    assert not plan.weeks
    assert plan.ends_on is None
    assert not plan.warnings
    assert {task.kind for day in plan.afterwards for task in day.tasks} == {f"recall-{day}" for day in (3, 7, 14, 21)}


def test_recalls_count_from_the_date_of_reading() -> None:
    read_on = START - timedelta(days=5)
    done = (CompletedTask(f"read:{BV}", on=read_on), CompletedTask(f"recall-3:{BV}", on=START - timedelta(days=2)))
    plan = plan_with(*done)
    due = {task.kind: on for on, task in placed(plan) if task.topics == (BV,) and task.kind.startswith("recall")}
    assert due == {f"recall-{day}": read_on + timedelta(days=day) for day in (7, 14, 21)}


def test_recalls_without_a_date_count_from_the_start() -> None:
    plan = plan_with(CompletedTask(f"read:{BV}"))
    [on] = [on for on, task in placed(plan) if task.key == f"recall-3:{BV}"]
    assert on == START + timedelta(days=3)


def test_of_the_recalls_missed_only_the_latest_is_made_up() -> None:
    plan = plan_with(CompletedTask(f"read:{BV}", on=START - timedelta(days=15)))
    assert [task.kind for task in days_of(plan)[0].tasks if task.kind.startswith("recall")] == ["recall-14"]
    assert plan.recalls_dropped == 2
    assert not plan.left_out


def test_a_recall_done_keeps_its_distance_from_the_next() -> None:
    """Four days before the last study day recall-3 and recall-7 fall on one day; two days lie between them."""
    goal = replace(GOAL, interviews=(GoalInterview(on=START + timedelta(days=5)),))
    read = CompletedTask(f"read:{BV}", on=START)

    def recalls(*done: CompletedTask) -> dict[str, int]:
        own = [(on, task.kind) for on, task in placed(plan_with(read, *done, goal=goal)) if task.topics == (BV,)]
        return {kind: (on - START).days for on, kind in own if kind.startswith("recall")}

    assert recalls() == {"recall-3": 1, "recall-7": 3}
    assert recalls(CompletedTask(f"recall-3:{BV}", on=START)) == {"recall-7": 2}


def test_a_review_done_is_not_repeated() -> None:
    levels = dict.fromkeys(SLUGS.values(), 3)
    goal = replace(GOAL, role="mlops")
    plan = plan_with(CompletedTask(f"mock:{BV}", on=START), levels=levels | {SLUGS["LF"]: 2}, goal=goal)
    assert not tasks(plan, f"mock:{BV}")
    levels = dict.fromkeys(SLUGS.values(), 2) | {SLUGS["PML"]: 3}
    plan = plan_with(CompletedTask(f"mock:{SLUGS['PML']}"), CompletedTask("timed-set:1"), levels=levels, goal=goal)
    assert tasks(plan, f"cheat-sheet:{SLUGS['PML']}")
    assert not tasks(plan, f"mock:{SLUGS['PML']}")
    assert not tasks(plan, "timed-set:1")


def test_express_goes_on_where_it_stopped() -> None:
    """With the cheat sheets done, the timed problems come on the first day."""
    levels = dict.fromkeys(SLUGS.values(), 5)
    done = [CompletedTask(f"cheat-sheet:{slug}", on=START) for slug in SLUGS.values()]
    done += [CompletedTask(f"practice:{SLUGS['MIQ']}:extra", on=START)]
    plan = plan_with(*done, levels=levels, start=START + timedelta(days=1))
    assert {task.kind for task in days_of(plan)[0].tasks} == {"timed-set"}
    assert not tasks(plan, f"practice:{SLUGS['MIQ']}:extra")


def test_upkeep_and_rehearsals_number_on() -> None:
    goal = replace(GOAL, interviews=(GoalInterview(on=START + timedelta(days=30)),))
    levels = dict.fromkeys(SLUGS.values(), 4)
    keys = (f"practice:{BV}:upkeep-4", f"practice:{BV}:upkeep-x", "rehearsal:2", "rehearsal:x")
    plan = plan_with(*map(CompletedTask, keys), levels=levels, goal=replace(goal, role="mlops"))
    planned = [task.key for _, task in placed(plan)]
    assert [key.rpartition("-")[2] for key in planned if ":upkeep-" in key][:3] == ["5", "5", "6"]
    assert [key for key in planned if key.startswith("rehearsal:")][:2] == ["rehearsal:3", "rehearsal:4"]


def test_upkeep_can_be_skipped_and_put_off() -> None:
    goal = replace(GOAL, role="mlops", interviews=(GoalInterview(on=START + timedelta(days=30)),))
    levels = dict.fromkeys(SLUGS.values(), 4)
    keys = [task.key for _, task in placed(plan_with(levels=levels, goal=goal)) if ":upkeep-1" in task.key]
    until = START + timedelta(days=5)
    record = StudyRecord(skipped=frozenset({keys[0]}), deferred={keys[1]: until})
    plan = build(SYLLABUS, levels, goal, START, record=record)
    assert [(task.key, on >= until) for on, task in placed(plan) if ":upkeep-1" in task.key] == [(keys[1], True)]


def test_extra_practice_can_be_put_off() -> None:
    goal = replace(GOAL, minutes=240, interviews=(GoalInterview(on=START + timedelta(days=15)),))
    key = next(task.key for _, task in placed(plan_with(goal=goal)) if task.key.endswith(":extra"))
    until = START + timedelta(days=13)
    plan = build(SYLLABUS, ONES, goal, START, record=StudyRecord(deferred={key: until}))
    assert all(on >= until for on, task in placed(plan) if task.key == key)


def test_ticks_on_the_last_day_and_passes_count() -> None:
    goal = replace(GOAL, interviews=(GoalInterview(on=START + timedelta(days=2)),))
    done = [CompletedTask("mock:1:final"), CompletedTask(f"pass:{BV}")]
    plan = plan_with(*done, goal=goal)
    assert not tasks(plan, "mock:1:final")
    assert not tasks(plan, f"pass:{BV}")


def test_the_ledger_knows_no_other_keys() -> None:
    completed = CompletedWork(POLICY, [CompletedTask("b"), CompletedTask("a", sitting=2)], START)
    assert completed.ticked == ("a", "b")
    assert (completed.next_sitting("a"), completed.next_sitting("b"), completed.next_sitting("c")) == (3, 2, 0)
    assert (completed.ended_on("a"), completed.ended_on("c")) == (START, None)
    assert (completed.left("c", 20), completed.left("b", 20), completed.left("a", 70)) == (20, 0, 10)


@settings(deadline=None, max_examples=40)
@given(ratings, goals(), st.integers(0, 20), st.data())
def test_a_plan_followed_for_some_days_goes_on_with_what_is_left(
    levels: Ratings, goal: Goal, days: int, data: st.DataObject
) -> None:
    """Learning done and learning planned anew add up to the minutes that the same levels took at first."""
    first = build(SYLLABUS, levels, goal, START)
    reaches = {topic.slug: topic.reach for topic in first.topics}
    again = START + timedelta(days=days)
    if goal.interview_on is not None and goal.interview_on < again:
        return
    followed = [(on, task) for on, task in placed(first) if on < again]
    skipped = data.draw(st.sets(st.integers(0, max(0, len(followed) - 1))))
    done = [
        CompletedTask(task.key, task.sitting, task.minutes, reaches.get(task.topics[0]), on)
        for place, (on, task) in enumerate(followed)
        if place not in skipped
    ]
    second = build(SYLLABUS, levels, goal, again, done)
    finished = {(entry.key, entry.sitting) for entry in done}
    planned = [(task.key, task.sitting) for _, task in placed(second)]
    assert len(set(planned)) == len(planned)
    assert not finished & set(planned)
    if PathVariant.EXPRESS not in (first.variant, second.variant) and first.depth == second.depth == "full":
        for topic in second.topics:
            spent = sum(
                entry.minutes or 0
                for entry in done
                if entry.key.endswith(f":{topic.slug}") and entry.key.split(":")[0] in LEARNING and topic.gap
            )
            planned_minutes = sum(
                task.minutes for _, task in placed(second) if own_learning(task) and task.topics == (topic.slug,)
            )
            if topic.gap:
                assert spent + planned_minutes == topic.minutes


def test_express_work_done_is_not_said_to_fall_away() -> None:
    levels = dict.fromkeys(SLUGS.values(), 5)
    goal = Goal("mle", 60, interviews=(GoalInterview(on=START + timedelta(days=3)),))
    [warning] = plan_with(levels=levels, goal=goal).warnings
    assert warning.code == "express-left-out"
    lost = warning["topics"]
    assert isinstance(lost, tuple)
    kinds = ("cheat-sheet", "timed-set", "mock")
    done = (CompletedTask(f"{kind}:{slug}", on=START) for kind in kinds for slug in lost)
    assert not plan_with(*done, levels=levels, goal=goal).warnings
