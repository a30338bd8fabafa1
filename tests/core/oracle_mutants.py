"""Plans that break one rule each, as changes to the sound ones."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from studyplan.core.codes import Depth, LeftOutCode, ReasonCode, WarningCode
from studyplan.core.model import BuiltPlan, PlanItem, PlanTask, note
from tests.core.oracle_plans import (
    ITEMS,
    Edit,
    Sample,
    add,
    both,
    change,
    days_of,
    drop,
    first,
    make_days,
    on,
    recall,
    rehearsal,
    settle,
    task,
)
from tests.core.oracle_samples import cramming, express, reviewing, weekly

MON, WED, SAT, MON2, WED2, SAT2 = on(11, 23), on(11, 25), on(11, 28), on(11, 30), on(12, 2), on(12, 5)
LAST_DAY = note(ReasonCode.LAST_DAY, interview_on=on(11, 30))


def items(slugs: str) -> tuple[PlanItem, ...]:
    return tuple(ITEMS[slug] for slug in slugs.split())


def topics(slug: str, /, **changes: object) -> Edit:
    def edit(plan: BuiltPlan) -> BuiltPlan:
        row = (replace(each, **changes) if each.slug == slug else each for each in plan.topics)  # type: ignore[arg-type]
        return replace(plan, topics=tuple(row))

    return edit


def fields(**changes: object) -> Edit:
    return lambda plan: replace(plan, **changes)  # type: ignore[arg-type]


def sums(**changes: object) -> Edit:
    return lambda plan: replace(plan, minutes=replace(plan.minutes, **changes))  # type: ignore[arg-type]


def move(key: str, before: date, after: date) -> Edit:
    """Move a task behind those of another day."""

    def edit(plan: BuiltPlan) -> BuiltPlan:
        moved = next(each for day in days_of(plan) for each in day.tasks if each.key == key)
        return both(drop(before, key), add(after, moved))(plan)

    return edit


def split(key: str, *sittings: tuple[date, int, str]) -> Edit:
    """Replace a task by sittings at the end of their days."""

    def edit(plan: BuiltPlan) -> BuiltPlan:
        whole = next(each for day in days_of(plan) for each in day.tasks if each.key == key)
        for day in days_of(plan):
            plan = drop(day.on, key)(plan)
        for number, (when, minutes, slugs) in enumerate(sittings, start=1):
            part = number, len(sittings)
            plan = add(when, replace(whole, minutes=minutes, sitting=number, part=part, items=items(slugs)))(plan)
        return plan

    return edit


def without_day(when: date) -> Edit:
    return lambda plan: settle(plan, (day for day in days_of(plan) if day.on != when))


def day_fields(when: date, /, **changes: object) -> Edit:
    def edit(plan: BuiltPlan) -> BuiltPlan:
        weeks = tuple(
            replace(
                week,
                days=tuple(replace(day, **changes) if day.on == when else day for day in week.days),  # type: ignore[arg-type]
            )
            for week in plan.weeks
        )
        return replace(plan, weeks=weeks)

    return edit


def week_fields(which: int, /, **changes: object) -> Edit:
    def edit(plan: BuiltPlan) -> BuiltPlan:
        row = (replace(week, **changes) if week.number == which else week for week in plan.weeks)  # type: ignore[arg-type]
        return replace(plan, weeks=tuple(row))

    return edit


def reviews_of(slug: str) -> tuple[PlanTask, ...]:
    reason = note(ReasonCode.REVIEW, topic=slug, target=4)
    minutes = {"cheat-sheet": 10, "mock": 10, "self-assessment": 5}
    return tuple(task(f"{kind}:{slug}", length, reason=reason) for kind, length in minutes.items())


def swap_weeks(plan: BuiltPlan) -> BuiltPlan:
    """Beta's week before alpha's."""
    rows = [day.tasks for day in days_of(plan)]
    dates = [day.on for day in days_of(plan)]
    return settle(plan, make_days(dict(zip(dates, rows[3:] + rows[:3], strict=True))))


UPKEEP = note(ReasonCode.UPKEEP, topic="alpha", rating=2, week=1)
MUTANTS: list[tuple[str, Callable[[], Sample], Edit]] = [
    ("path_and_variant", weekly, fields(path="B")),
    ("path_and_variant", cramming, fields(cram=False)),
    ("study_order", weekly, lambda plan: replace(plan, topics=plan.topics[::-1])),
    ("targets_and_values", weekly, topics("alpha", weight=60)),
    ("targets_and_values", weekly, topics("alpha", value=150)),
    ("targets_and_values", weekly, topics("beta", met=("alpha",), unmet=())),
    ("topic_minutes", weekly, topics("alpha", minutes=60, minutes_left=60)),
    ("learning_sums", weekly, change(MON, "practice:alpha", minutes=45)),
    ("needed_minutes", weekly, sums(needed=120)),
    ("planned_minutes", weekly, sums(planned=100)),
    ("budgets", cramming, sums(learning_available=160)),
    ("budgets", cramming, sums(available=360)),
    ("budgets", weekly, sums(available=660)),
    ("depth", cramming, fields(depth=Depth.FULL)),
    ("depth", weekly, fields(depth=Depth.TRIAGE)),
    ("triage_is_exact", cramming, both(topics("alpha", reach=2), topics("beta", reach=4))),
    ("left_out_levels", cramming, fields(left_out=())),
    (
        "left_out_reasons",
        cramming,
        lambda plan: replace(
            plan,
            left_out=tuple(
                replace(each, reason=note(LeftOutCode.NO_STUDY_DAY, reach=3, target=4)) for each in plan.left_out
            ),
        ),
    ),
    ("prerequisites_are_read_first", weekly, swap_weeks),
    ("kinds_and_keys", weekly, change(MON, "practice:alpha", kind="exercise")),
    ("kinds_and_keys", weekly, change(MON, "practice:alpha", key="practice:alpha:extra")),
    ("notes_carry_their_parameters", weekly, change(MON, "practice:alpha", reasons=(note(ReasonCode.LEARN),))),
    (
        "order_within_a_topic",
        weekly,
        both(drop(WED, "self-assessment:alpha"), first(MON, task("self-assessment:alpha", 5))),
    ),
    (
        "short_tasks",
        weekly,
        both(change(WED, "mock:alpha", minutes=5), change(WED, "self-assessment:alpha", minutes=10)),
    ),
    ("short_tasks", weekly, both(drop(MON, "practice:alpha"), change(MON, "read:alpha", minutes=95))),
    (
        "derive_from_four",
        weekly,
        both(
            change(MON, "practice:alpha", minutes=35, items=items("a-p1")), first(WED, task("derive:alpha", 15, "a-d1"))
        ),
    ),
    ("reading_share", weekly, both(change(MON, "read:alpha", minutes=65), change(MON, "practice:alpha", minutes=30))),
    ("reading_serves_the_levels", cramming, change(MON, "read:alpha", items=items("a-s1"))),
    ("reading_serves_the_levels", weekly, change(MON, "read:alpha", items=items("primer-page a-s2 a-s1"))),
    ("primer_pages_once", weekly, change(MON2, "read:beta", items=items("primer-page b-s1 b-s2"))),
    (
        "shares_of_activities",
        weekly,
        both(
            change(MON, "practice:alpha", minutes=20, items=items("a-p1")),
            first(WED, task("implement:alpha", 30, "a-c1")),
            change(MON2, "practice:beta", minutes=60),
            drop(WED, "implement:alpha"),
            first(WED, task("implement:alpha", 35, "a-c1")),
        ),
    ),
    (
        "shares_of_activities",
        weekly,
        both(change(MON, "practice:alpha", minutes=40), first(WED, task("rapid-fire:alpha", 10, "a-q1"))),
    ),
    ("practice_holds_a_problem", weekly, change(MON, "practice:alpha", items=items("again"))),
    ("items_are_material", weekly, change(MON, "practice:alpha", items=items("b-p1 b-p2"))),
    ("items_are_material", weekly, change(MON, "practice:alpha", items=(replace(ITEMS["a-p1"], minutes=10),))),
    ("tasks_name_items", weekly, change(MON, "practice:alpha", items=())),
    ("tasks_name_items", weekly, change(SAT2, "rehearsal:1", items=())),
    ("items_fill_their_task", weekly, change(MON, "practice:alpha", items=items("a-p1"))),
    ("items_fill_their_task", weekly, change(MON, "practice:alpha", items=items("a-p1 a-p2 a-p3"))),
    (
        "items_once_a_topic",
        cramming,
        change(MON, "practice:alpha:extra", items=items("a-p2")),
    ),
    ("best_item_is_named", cramming, change(MON, "practice:alpha", items=items("a-p1"))),
    ("items_follow_the_sittings", weekly, split("practice:alpha", (MON, 15, "a-p1"), (WED, 35, "a-p2"))),
    ("items_follow_the_sittings", weekly, split("practice:alpha", (MON, 25, "a-p1 a-p2"), (WED, 25, "a-p1 a-p2"))),
    ("sittings_name_items", weekly, split("practice:alpha", (MON, 40, "a-p1 a-p2"), (WED, 10, ""))),
    ("days_add_up", weekly, day_fields(MON, cards=15)),
    ("days_add_up", weekly, day_fields(MON, free=10)),
    ("days_add_up", weekly, change(WED, "mock:alpha", minutes=120)),
    ("only_study_days", weekly, day_fields(WED, on=on(11, 24))),
    ("every_study_day_is_listed", weekly, without_day(SAT)),
    ("end_of_the_plan", weekly, fields(ends_on=MON)),
    ("end_of_the_plan", cramming, without_day(SAT)),
    ("end_of_the_plan", weekly, fields(afterwards=make_days({on(12, 7): (rehearsal(2, 3, "walk"),)}))),
    ("weeks_are_numbered", weekly, week_fields(2, number=3)),
    ("weeks_are_numbered", weekly, week_fields(2, starts_on=on(12, 1))),
    ("topics_of_weeks", weekly, week_fields(2, topics=("alpha",))),
    ("recalls_come_first", weekly, both(drop(MON2, "recall-7:alpha"), add(MON2, recall(7, "alpha", MON, MON2)))),
    ("sittings_are_numbered", weekly, change(MON, "practice:alpha", part=(1, 2), sitting=1)),
    (
        "one_sitting_a_day",
        weekly,
        split("practice:alpha", (MON, 25, "a-p1 a-p2"), (MON, 25, "a-p2")),
    ),
    ("sittings_keep_a_length", weekly, split("practice:alpha", (MON, 10, "a-p1"), (WED, 40, "a-p1 a-p2"))),
    ("short_tasks_are_whole", weekly, split("cheat-sheet:alpha", (MON, 5, ""), (WED, 5, ""))),
    (
        "timed_tasks_are_whole",
        cramming,
        split("timed-set:1", (MON, 15, ""), (WED, 45, "")),
    ),
    ("split_only_where_needed", weekly, split("practice:alpha", (MON, 20, "a-p1"), (WED, 30, "a-p2"))),
    ("no_idle_days_between", weekly, move("self-assessment:alpha", WED, SAT)),
    (
        "three_a_day",
        weekly,
        add(SAT2, *(recall(day, "alpha", MON, MON) for day in (14, 21)), recall(7, "beta", MON2, MON2)),
    ),
    ("three_a_day", weekly, change(SAT, "recall-3:alpha", minutes=15)),
    ("two_days_apart", weekly, both(drop(MON2, "recall-7:alpha"), add(SAT, recall(7, "alpha", MON, MON2)))),
    ("not_before_due", weekly, both(drop(SAT, "recall-3:alpha"), add(WED, recall(3, "alpha", MON, on(11, 26))))),
    ("not_before_due", weekly, change(SAT, "recall-3:alpha", reasons=recall(3, "alpha", MON, SAT).reasons)),
    ("no_recalls_in_express", reviewing, first(SAT, recall(3, "alpha", MON, on(11, 26)))),
    ("no_recalls_in_express", cramming, first(SAT, recall(7, "alpha", MON, on(11, 24)))),
    ("dropped_recalls_are_counted", cramming, fields(recalls_dropped=2)),
    ("dropped_recalls_are_counted", weekly, drop(SAT, "recall-3:alpha")),
    ("dropped_recalls_have_no_room", cramming, both(drop(WED, "recall-3:alpha"), fields(recalls_dropped=4))),
    (
        "recalls_land_soon",
        weekly,
        both(drop(MON2, "recall-7:alpha"), first(WED2, recall(7, "alpha", MON, MON2))),
    ),
    (
        "weekly_blocks",
        weekly,
        both(
            *(move(f"{kind}:beta", MON2, WED) for kind in ("read", "practice")),
            *(move(f"{kind}:beta", WED2, SAT) for kind in ("cheat-sheet", "mock", "self-assessment")),
        ),
    ),
    ("topics_begin_in_order", weekly, swap_weeks),
    ("timed_sets", cramming, drop(WED, "timed-set:1")),
    (
        "timed_sets",
        weekly,
        add(WED, task("timed-set:1", 60, reason=note(ReasonCode.TIMED_SET, minutes=60), topics="alpha beta")),
    ),
    ("timed_sets_come_last", cramming, move("self-assessment:alpha", MON, WED)),
    ("express_tasks", reviewing, drop(SAT, "mock:beta")),
    ("express_tasks", reviewing, change(SAT, "mock:beta", minutes=10)),
    ("express_tasks", reviewing, change(SAT, "mock:beta", key="mock:beta:express")),
    ("express_tasks", weekly, add(SAT, express("timed-set", "alpha"))),
    (
        "lightest_fall_away",
        reviewing,
        lambda plan: replace(plan, warnings=(*plan.warnings, note(WarningCode.EXPRESS_LEFT_OUT, topics=("alpha",)))),
    ),
    ("express_order", reviewing, both(move("timed-set:beta", WED, SAT))),
    ("reviews", weekly, add(SAT, *reviews_of("alpha"))),
    ("reviews", reviewing, add(SAT, *reviews_of("alpha"))),
    ("last_day", cramming, add(SAT, task("practice:alpha:extra-2", 15, "a-p1", LAST_DAY))),
    ("last_day", cramming, drop(SAT, "mock:1:final")),
    ("last_day", cramming, change(SAT, "mock:1:final", minutes=25)),
    ("last_day", cramming, both(drop(SAT, "pass:beta:final"), add(SAT, task("pass:beta:final", 10, reason=LAST_DAY)))),
    ("nothing_final_before", cramming, add(WED, task("cheat-sheet:beta:final", 5, reason=LAST_DAY))),
    ("rehearsals_are_formats", weekly, change(SAT2, "rehearsal:1", minutes=25)),
    ("rehearsals_are_formats", weekly, change(SAT2, "rehearsal:1", key="rehearsal:walk")),
    ("rehearsal_numbers", weekly, change(SAT2, "rehearsal:1", key="rehearsal:2")),
    ("rehearsal_every_week", weekly, drop(SAT2, "rehearsal:1")),
    ("one_rehearsal_a_week", weekly, add(WED2, rehearsal(2, 2, "walk"))),
    ("one_rehearsal_a_week", weekly, add(SAT, rehearsal(2, 1, "walk"))),
    ("last_rehearsal", weekly, first(MON, rehearsal(2, 1, "walk", ReasonCode.LAST_REHEARSAL))),
    (
        "last_rehearsal",
        weekly,
        lambda plan: settle(
            plan, (*days_of(plan), *make_days({on(12, 7): (task("pass:beta", 10, reason=note(ReasonCode.SKIM)),)}))
        ),
    ),
    ("last_rehearsal", reviewing, add(SAT, rehearsal(1, 1, "walk", ReasonCode.LAST_REHEARSAL))),
    ("passes", cramming, change(MON, "pass:beta", key="pass:alpha", topics=("alpha",))),
    ("passes", weekly, add(SAT, task("pass:alpha", 10, reason=note(ReasonCode.SKIM, topic="alpha", value=200)))),
    ("upkeep", weekly, add(SAT, task("practice:alpha:upkeep-1", 25, "a-p3", UPKEEP))),
    (
        "enough_minutes",
        cramming,
        lambda plan: replace(
            plan,
            warnings=(*plan.warnings, note(WarningCode.TIME_TO_SPARE, done_on=MON, minutes=120, enough=60)),
        ),
    ),
    ("longer_than_the_path", reviewing, fields(warnings=())),
    (
        "longer_than_the_path",
        weekly,
        fields(warnings=(note(WarningCode.LONGER_THAN_PATH, minutes=120, days=13, longest_days=42, minutes_needed=5),)),
    ),
]
