"""The levels and recalls that the plan does not hold, and its warnings. Rules: planning §6, §7."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from studyplan.core.codes import FocusCode, LeftOutCode, WarningCode
from studyplan.core.model import CodedNote, LeftOut, note
from studyplan.core.planning.context import PlanContext
from studyplan.core.planning.days import StudyDay, list_study_dates
from studyplan.core.planning.layout import Course
from studyplan.core.planning.whatif import find_enough_minutes
from studyplan.core.planning.workload import sum_table_minutes
from studyplan.core.scoring import TopicScore, sum_points


def list_left_out(context: PlanContext) -> tuple[LeftOut, ...]:
    """Levels that fall short, in study order. Rule: planning §6."""
    short = (topic for topic in context.goal_score.topics if context.reach[topic.slug] < topic.target)
    return tuple(_leave_out_levels(context, topic) for topic in short)


def list_warnings(context: PlanContext, course: Course, days: Sequence[StudyDay]) -> tuple[CodedNote, ...]:
    """The warnings about the plan as a whole; `days` are all its days, recalls afterwards included.

    Rules: planning §1, §6.
    """
    return tuple(_make_warnings(context, course, days))


def _leave_out_levels(context: PlanContext, score: TopicScore) -> LeftOut:
    reach = context.reach[score.slug]
    return LeftOut(
        topic=score.slug,
        kind=None,
        minutes=sum_table_minutes(score.topic, reach, score.target),
        value=score.weight * sum_points(context.syllabus, reach, score.target),
        reason=_explain_shortfall(context, score, reach),
    )


def _explain_shortfall(context: PlanContext, score: TopicScore, reach: int) -> CodedNote:
    if context.last_day is None:
        return note(LeftOutCode.NO_STUDY_DAY, reach=reach, target=score.target)
    levels = context.policy.levels
    missing = tuple(slug for slug in score.unmet if context.reach[slug] < levels.met)
    if score.rating < levels.weak_below and missing:
        return note(LeftOutCode.PREREQUISITE_LEFT_OUT, reach=reach, target=score.target, prerequisites=missing)
    return note(LeftOutCode.BUDGET, reach=reach, target=score.target)


def _make_warnings(context: PlanContext, course: Course, days: Sequence[StudyDay]) -> Iterator[CodedNote]:
    goal_score, budget = context.goal_score, context.budget
    if goal_score.cram:
        yield note(WarningCode.CRAM, days=goal_score.days_away or 0, shortest=goal_score.shape.shortest_days)
    if context.goal.interview_on is not None and context.last_day is None:
        yield note(WarningCode.NO_STUDY_DAY, interview_on=context.goal.interview_on)
        return
    short = tuple(topic.slug for topic in goal_score.topics if context.reach[topic.slug] < topic.target)
    if short and budget is not None:
        yield note(WarningCode.TRIAGE, needed=context.needed, available=budget.learning, topics=short)
    if course.express_left_out:
        yield note(WarningCode.EXPRESS_LEFT_OUT, topics=course.express_left_out)
    if course.reviews_left_out:
        yield note(WarningCode.REVIEWS_LEFT_OUT, topics=course.reviews_left_out)
    if budget is None and course.draft.last_work >= 0:
        yield from _warn_of_length(context, course, days)
    if budget is not None and context.full:
        yield from _tell_of_time_to_spare(context, course, days)


def _tell_of_time_to_spare(context: PlanContext, course: Course, days: Sequence[StudyDay]) -> Iterator[CodedNote]:
    """Say so, with both numbers, where all targets are reached before the last days."""
    if not any(sitting.work.focus is FocusCode.MAINTENANCE for day in days for sitting in day.sittings):
        return
    minutes = context.goal.weekday_minutes or (context.goal.minutes,)
    most = context.policy.days.floor(max(minutes))
    least = context.policy.days.least + (context.goal.card_minutes or 0)
    enough = find_enough_minutes(context, least, most, full=True) or most
    done_on = context.dates[course.free_days.start - 1] if context.dates and course.free_days.start else context.start
    yield note(WarningCode.TIME_TO_SPARE, done_on=done_on, minutes=most, enough=enough)


def _warn_of_length(context: PlanContext, course: Course, days: Sequence[StudyDay]) -> Iterator[CodedNote]:
    """Say so, with both numbers, where the plan passes the path's longest length."""
    longest = context.goal_score.shape.longest_days
    length = (course.draft.study_days.days[course.draft.last_work].on - context.start).days + 1
    if length <= longest:
        return
    minutes = sum(day.minutes - day.room for day in days)
    within = len(list(list_study_dates(context.goal, context.start, context.start + timedelta(days=longest))))
    yield note(
        WarningCode.LONGER_THAN_PATH,
        minutes=context.policy.days.floor(context.goal.minutes),
        days=length,
        longest_days=longest,
        minutes_needed=_find_day_of(context, -(-minutes // within)) if within else 0,
    )


def _find_day_of(context: PlanContext, minutes: int) -> int:
    """The fewest minutes a day, cards included, that leave so many for tasks."""
    rules = context.policy.days
    day = rules.ceil(max(minutes, rules.least))
    while context.day_minutes.divide(day)[0] < minutes:
        day += rules.step
    return day
