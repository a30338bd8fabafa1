"""The entry points: ratings, a goal and a start date, or the context made of them, become a plan. Rule: planning §6."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from studyplan.core.codes import PathVariant
from studyplan.core.model import (
    NO_PRACTICE,
    NO_RECORD,
    BuiltPlan,
    CompletedTask,
    Goal,
    PlanMinutes,
    PracticeOutcome,
    Ratings,
    StudyRecord,
    Syllabus,
    TopicPlan,
)
from studyplan.core.planning.context import PlanContext, make_context
from studyplan.core.planning.days import StudyDay
from studyplan.core.planning.layout import Course
from studyplan.core.planning.paths.express import plan_express, plan_extended
from studyplan.core.planning.paths.filler import add_filler, make_last_day
from studyplan.core.planning.paths.sprint import plan_sprint
from studyplan.core.planning.paths.weekly import plan_weekly_blocks
from studyplan.core.planning.practice import name_practice
from studyplan.core.planning.warnings import list_left_out, list_warnings
from studyplan.core.planning.weeks import WeekBuilder
from studyplan.core.planning.workload import sum_topic_minutes
from studyplan.core.scoring import TopicScore

PATHS = {
    PathVariant.SEQUENTIAL: plan_weekly_blocks,
    PathVariant.SPRINT: plan_sprint,
    PathVariant.EXTENDED: plan_extended,
    PathVariant.EXPRESS: plan_express,
}


def build(
    syllabus: Syllabus,
    ratings: Ratings,
    goal: Goal,
    start: date,
    done: Iterable[CompletedTask] = (),
    stumbled: Iterable[str] = (),
    practice: PracticeOutcome = NO_PRACTICE,
    record: StudyRecord = NO_RECORD,
) -> BuiltPlan:
    """Build the plan from `start` on; the same input always gives the same plan. Rules: planning §1 to §8.

    Takes and raises what `make_context` does.
    """
    return build_within(make_context(syllabus, ratings, goal, start, done, stumbled, practice, record))


def build_within(context: PlanContext) -> BuiltPlan:
    course = _lay_out(context)
    add_filler(context, course)
    days, later = _split_days(context, course)
    name_practice(context, days)
    weeks = WeekBuilder(context, course, days + later)
    return BuiltPlan(
        path=context.goal_score.shape.path,
        variant=context.goal_score.shape.variant,
        cram=context.goal_score.cram,
        depth=context.depth,
        total=context.goal_score.total,
        starts_on=context.start,
        ends_on=days[-1].on if days else None,
        interview_on=context.goal.interview_on,
        minutes=_sum_minutes(context, sum(sitting.minutes for day in days for sitting in day.sittings)),
        topics=tuple(_make_topic_plan(context, score) for score in context.goal_score.topics),
        weeks=weeks.make_weeks(days),
        afterwards=weeks.make_days(later),
        left_out=list_left_out(context),
        warnings=list_warnings(context, course, days + later),
        recalls_dropped=course.draft.recalls.unplaced,
    )


def _lay_out(context: PlanContext) -> Course:
    """The path, with the day that is kept for the last rehearsal unless learning needs it."""
    plan = PATHS[context.goal_score.shape.variant]
    course = plan(context)
    if not course.draft.unplaced or context.rehearsal_on is None:
        return course
    without = plan(replace(context, rehearsal_on=None))
    return without if without.draft.unplaced < course.draft.unplaced else course


def _split_days(context: PlanContext, course: Course) -> tuple[list[StudyDay], list[StudyDay]]:
    """All days of the plan, and those that hold nothing but recalls after it. Rules: planning §6, §7."""
    days = course.draft.study_days.days
    if context.dates is None:
        end = course.draft.last_work + 1
        return days[:end], [day for day in days[end:] if day.sittings]
    if context.last_day is None:
        return [], []
    return [*course.draft.study_days, make_last_day(context, context.last_day)], []


def _sum_minutes(context: PlanContext, planned: int) -> PlanMinutes:
    budget = context.budget
    return PlanMinutes(
        needed=context.needed,
        available=None if budget is None else budget.available,
        learning_available=None if budget is None else budget.learning,
        planned=planned,
    )


def _make_topic_plan(context: PlanContext, score: TopicScore) -> TopicPlan:
    reach = context.reach[score.slug]
    minutes = sum_topic_minutes(context.policy, score.topic, score.rating, reach, full=context.full)
    return TopicPlan(
        slug=score.slug,
        rating=score.rating,
        target=score.target,
        reach=reach,
        gap=score.gap,
        minutes=minutes if score.gap else context.policy.learning.review,
        minutes_left=context.workload.minutes_left(score, reach, full=context.full),
        weight=score.weight,
        value=score.value,
        met=score.met,
        unmet=score.unmet,
        shaky=score.shaky,
    )
