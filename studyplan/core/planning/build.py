"""The entry points: ratings, a goal and a start date, or the context made of them, become a plan. Rule: planning §6."""

from collections.abc import Iterable
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
    course = PATHS[context.goal_score.shape.variant](context)
    add_filler(context, course)
    days, later = _split_days(context, course)
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
        minutes=_sum_minutes(context, sum(day.minutes - day.room for day in days)),
        topics=tuple(_make_topic_plan(context, score) for score in context.goal_score.topics),
        weeks=weeks.make_weeks(days),
        afterwards=weeks.make_days(later),
        left_out=list_left_out(context, course),
        warnings=list_warnings(context, course, days + later),
    )


def _split_days(context: PlanContext, course: Course) -> tuple[list[StudyDay], list[StudyDay]]:
    """The days of the plan, and those that hold nothing but recalls after it. Rule: planning §7."""
    days = [day for day in course.draft.study_days.days if day.sittings]
    if context.dates is None:
        end = course.draft.last_work
        last = course.draft.study_days.days[end].on if end >= 0 else date.min
        return [day for day in days if day.on <= last], [day for day in days if day.on > last]
    if context.last_day is not None:
        days.append(make_last_day(context, context.last_day))
    return [day for day in days if day.sittings], []


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
