"""Three sound plans for two topics, one for each path, written by hand."""

from dataclasses import replace

from studyplan.core.codes import Depth, LeftOutCode, PathVariant, ReasonCode, TaskKind, WarningCode
from studyplan.core.model import BuiltPlan, Goal, GoalInterview, LeftOut, PlanMinutes, PlanTask, TopicPlan, note
from tests.core.oracle_plans import (
    START,
    Days,
    Sample,
    make_days,
    make_syllabus,
    make_weeks,
    on,
    recall,
    rehearsal,
    task,
)


def topic_plan(slug: str, rating: int, target: int, reach: int, minutes: int, value: int) -> TopicPlan:
    learned = minutes if reach > rating else 0
    before = ("alpha",) if slug == "beta" else ()
    return TopicPlan(slug, rating, target, reach, max(0, target - rating), minutes, learned, 50, value, before, (), ())


READ, BETA_READ = on(11, 23), on(11, 30)


def weekly() -> Sample:
    """Path A without a date: alpha in week 1, beta in week 2, a rehearsal, recalls in between and afterwards."""
    days: Days = {
        on(11, 23): (
            task("read:alpha", 45, "primer-page a-s1 a-s2"),
            task("practice:alpha", 50, "a-p1 a-p2"),
            task("cheat-sheet:alpha", 10),
        ),
        on(11, 25): (task("mock:alpha", 10), task("self-assessment:alpha", 5)),
        on(11, 28): (recall(3, "alpha", READ, on(11, 26)),),
        on(11, 30): (
            recall(7, "alpha", READ, on(11, 30)),
            task("read:beta", 35, "b-s1 b-s2"),
            task("practice:beta", 60, "b-p1 b-p2 again"),
        ),
        on(12, 2): (task("cheat-sheet:beta", 10), task("mock:beta", 10), task("self-assessment:beta", 5)),
        on(12, 5): (recall(3, "beta", BETA_READ, on(12, 3)), rehearsal(1, 2, "walk")),
    }
    afterwards: Days = {
        on(12, 7): (recall(14, "alpha", READ, on(12, 7)), recall(7, "beta", BETA_READ, on(12, 7))),
        on(12, 14): (recall(21, "alpha", READ, on(12, 14)), recall(14, "beta", BETA_READ, on(12, 14))),
        on(12, 21): (recall(21, "beta", BETA_READ, on(12, 21)),),
    }
    row = make_days(days)
    alpha, beta = topic_plan("alpha", 1, 2, 2, 120, 200), topic_plan("beta", 1, 2, 2, 120, 200)
    plan = BuiltPlan(
        path="A",
        variant=PathVariant.SEQUENTIAL,
        cram=False,
        depth=Depth.FULL,
        total=2,
        starts_on=START,
        ends_on=row[-1].on,
        interview_on=None,
        minutes=PlanMinutes(240, None, None, sum(day.minutes for day in row)),
        topics=(alpha, replace(beta, met=(), unmet=("alpha",))),
        weeks=make_weeks(row),
        afterwards=make_days(afterwards),
        left_out=(),
        warnings=(),
    )
    return Sample(make_syllabus(2, 2), {"alpha": 1, "beta": 1}, Goal("mle", 120, (0, 2, 5)), plan)


def cramming() -> Sample:
    """Path B in a week, in triage: alpha gains one level of two, beta none; a timed set, passes, the last day."""
    interview_on = on(11, 30)
    last = note(ReasonCode.LAST_DAY, interview_on=interview_on)
    days: Days = {
        on(11, 23): (
            task("read:alpha", 15, "a-s2"),
            task("practice:alpha", 20, "a-p2"),
            task("cheat-sheet:alpha", 10),
            task("mock:alpha", 10),
            task("self-assessment:alpha", 5),
            task("pass:beta", 10, reason=note(ReasonCode.SKIM, topic="beta", value=100)),
            task("practice:alpha:extra", 25, "a-p1", note(ReasonCode.EXTRA_PRACTICE, topic="alpha", weight=50)),
        ),
        on(11, 25): (
            recall(3, "alpha", START, on(11, 24)),
            task("timed-set:1", 60, reason=note(ReasonCode.TIMED_SET, minutes=60), topics="alpha beta"),
        ),
        on(11, 28): (
            task("mock:1:final", 20, reason=last, topics="alpha beta"),
            task("pass:beta:final", 10, reason=last),
            task("cheat-sheet:alpha:final", 5, reason=last),
        ),
    }
    row = make_days(days)
    short = ("alpha", "beta")
    plan = BuiltPlan(
        path="B",
        variant=PathVariant.SPRINT,
        cram=True,
        depth=Depth.TRIAGE,
        total=5,
        starts_on=START,
        ends_on=row[-1].on,
        interview_on=interview_on,
        minutes=PlanMinutes(180, 330, 116, sum(day.minutes for day in row)),
        topics=(
            topic_plan("alpha", 2, 4, 3, 60, 250),
            replace(topic_plan("beta", 3, 4, 3, 0, 100), shaky=("alpha",)),
        ),
        weeks=make_weeks(row),
        afterwards=(),
        left_out=(
            LeftOut("alpha", None, 60, 100, note(LeftOutCode.BUDGET, reach=3, target=4)),
            LeftOut("beta", None, 60, 100, note(LeftOutCode.BUDGET, reach=3, target=4)),
        ),
        warnings=(
            note(WarningCode.CRAM, days=7, shortest=14),
            note(WarningCode.TRIAGE, needed=180, available=116, topics=short),
        ),
        recalls_dropped=3,
    )
    goal = Goal("mle", 120, (0, 2, 5), interviews=(GoalInterview(on=interview_on),))
    return Sample(make_syllabus(4, 4), {"alpha": 2, "beta": 3}, goal, plan)


def express(code: str, slug: str) -> PlanTask:
    """One of the three express tasks of a topic that has no learning."""
    kinds = {"cheat-sheet": (1, 5, ""), "timed-set": (2, 10, f"{slug[0]}-x1"), "mock": (3, 5, "")}
    day, minutes, items = kinds[code]
    return task(f"{code}:{slug}", minutes, items, note(ReasonCode.EXPRESS_DAY, day=day))


def reviewing() -> Sample:
    """Path C express without a date: three days, both topics at their target, alpha the heavier one."""
    kinds = (TaskKind.CHEAT_SHEET, TaskKind.TIMED_SET, TaskKind.MOCK)
    dates = (on(11, 23), on(11, 25), on(11, 28))
    days: Days = {
        when: (express(kind, "alpha"), express(kind, "beta")) for when, kind in zip(dates, kinds, strict=True)
    }
    row = make_days(days)
    beta = replace(topic_plan("beta", 4, 4, 4, 25, 0), value=0)
    plan = BuiltPlan(
        path="C",
        variant=PathVariant.EXPRESS,
        cram=False,
        depth=Depth.FULL,
        total=9,
        starts_on=START,
        ends_on=row[-1].on,
        interview_on=None,
        minutes=PlanMinutes(0, None, None, sum(day.minutes for day in row)),
        topics=(replace(topic_plan("alpha", 5, 4, 5, 25, 0), weight=80), beta),
        weeks=make_weeks(row),
        afterwards=(),
        left_out=(),
        warnings=(note(WarningCode.LONGER_THAN_PATH, minutes=120, days=6, longest_days=5, minutes_needed=20),),
    )
    syllabus = make_syllabus(4, 4)
    heavier = replace(syllabus.topics[0], fixed_frequency=8)
    syllabus = replace(syllabus, topics=(heavier, syllabus.topics[1]))
    return Sample(syllabus, {"alpha": 5, "beta": 4}, Goal("mle", 120, (0, 2, 5)), plan)
