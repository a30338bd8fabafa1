"""The entry points: ratings, a goal and a start date, or the frame made of them, become a plan. Rule: planning §6."""

from collections.abc import Iterable
from datetime import date

from studyplan.core.codes import Variant
from studyplan.core.model import (
    NOTHING_PRACTISED,
    Completion,
    Goal,
    Minutes,
    Plan,
    Practised,
    Ratings,
    Syllabus,
    TopicPlan,
)
from studyplan.core.planning.context import Frame, make_frame
from studyplan.core.planning.days import Slot
from studyplan.core.planning.layout import Course
from studyplan.core.planning.paths.express import express, extended
from studyplan.core.planning.paths.filler import fill_spare, last_day
from studyplan.core.planning.paths.sprint import sprint
from studyplan.core.planning.paths.weekly import sequential
from studyplan.core.planning.warnings import left_out, warnings
from studyplan.core.planning.weeks import Calendar
from studyplan.core.planning.workload import topic_minutes
from studyplan.core.scoring import TopicScore

PATHS = {
    Variant.SEQUENTIAL: sequential,
    Variant.SPRINT: sprint,
    Variant.EXTENDED: extended,
    Variant.EXPRESS: express,
}


def build(
    syllabus: Syllabus,
    ratings: Ratings,
    goal: Goal,
    start: date,
    done: Iterable[Completion] = (),
    stumbled: Iterable[str] = (),
    practised: Practised = NOTHING_PRACTISED,
) -> Plan:
    """Build the plan of `make_frame`'s arguments from `start` on; raises what that raises. Rules: planning §1 to §8."""
    return build_within(make_frame(syllabus, ratings, goal, start, done, stumbled, practised))


def build_within(frame: Frame) -> Plan:
    """Build the plan of a frame; the same frame always gives the same plan."""
    course = PATHS[frame.standing.shape.variant](frame)
    fill_spare(frame, course)
    slots, later = _split(frame, course)
    calendar = Calendar(frame, course, slots + later)
    return Plan(
        path=frame.standing.shape.path,
        variant=frame.standing.shape.variant,
        cram=frame.standing.cram,
        depth=frame.depth,
        total=frame.standing.total,
        starts_on=frame.start,
        ends_on=slots[-1].on if slots else None,
        interview_on=frame.goal.interview_on,
        minutes=_minutes(frame, sum(slot.minutes - slot.room for slot in slots)),
        topics=tuple(_topic_plan(frame, each) for each in frame.standing.topics),
        weeks=calendar.weeks(slots),
        afterwards=calendar.days(later),
        left_out=left_out(frame, course),
        warnings=warnings(frame, course, slots + later),
    )


def _split(frame: Frame, course: Course) -> tuple[list[Slot], list[Slot]]:
    """The days of the plan, and those that hold nothing but recalls after it. Rule: planning §7."""
    slots = [slot for slot in course.draft.agenda.slots if slot.sittings]
    if frame.days is None:
        end = course.draft.last_work
        last = course.draft.agenda.slots[end].on if end >= 0 else date.min
        return [slot for slot in slots if slot.on <= last], [slot for slot in slots if slot.on > last]
    if frame.last_day is not None:
        slots.append(last_day(frame, frame.last_day))
    return [slot for slot in slots if slot.sittings], []


def _minutes(frame: Frame, planned: int) -> Minutes:
    budget = frame.budget
    return Minutes(
        needed=frame.needed,
        available=None if budget is None else budget.available,
        learning_available=None if budget is None else budget.learning,
        planned=planned,
    )


def _topic_plan(frame: Frame, score: TopicScore) -> TopicPlan:
    reach = frame.reach[score.slug]
    minutes = topic_minutes(frame.policy, score.topic, score.rating, reach, full=frame.full)
    return TopicPlan(
        slug=score.slug,
        rating=score.rating,
        target=score.target,
        reach=reach,
        gap=score.gap,
        minutes=minutes if score.gap else frame.policy.learning.review,
        minutes_left=frame.workload.minutes_left(score, reach, full=frame.full),
        weight=score.weight,
        value=score.value,
        met=score.met,
        unmet=score.unmet,
        shaky=score.shaky,
    )
