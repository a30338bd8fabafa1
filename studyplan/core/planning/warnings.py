"""What the plan does not hold, and what the user must know about it. Rules: planning §6, §7."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from studyplan.core.codes import LeftOutCode, WarningCode
from studyplan.core.model import LeftOut, Note, note
from studyplan.core.planning.context import Frame
from studyplan.core.planning.days import Slot, study_days
from studyplan.core.planning.layout import Course
from studyplan.core.planning.workload import table_minutes
from studyplan.core.scoring import TopicScore, points_between


def left_out(frame: Frame, course: Course) -> tuple[LeftOut, ...]:
    """Levels that fall short, in study order, then recalls that fall away, in the order of falling."""
    short = (each for each in frame.standing.topics if frame.reach[each.slug] < each.target)
    return (*(_levels(frame, each) for each in short), *course.draft.recalls.close())


def warnings(frame: Frame, course: Course, slots: Sequence[Slot]) -> tuple[Note, ...]:
    """What must be said about the plan as a whole; `slots` are all its days, recalls afterwards included."""
    return tuple(_warnings(frame, course, slots))


def _levels(frame: Frame, score: TopicScore) -> LeftOut:
    reach = frame.reach[score.slug]
    return LeftOut(
        topic=score.slug,
        kind=None,
        minutes=table_minutes(score.topic, reach, score.target),
        value=score.weight * points_between(frame.syllabus, reach, score.target),
        reason=_why_short(frame, score, reach),
    )


def _why_short(frame: Frame, score: TopicScore, reach: int) -> Note:
    if frame.last_day is None:
        return note(LeftOutCode.NO_STUDY_DAY, reach=reach, target=score.target)
    levels = frame.policy.levels
    missing = tuple(slug for slug in score.unmet if frame.reach[slug] < levels.met)
    if score.rating < levels.weak_below and missing:
        return note(LeftOutCode.PREREQUISITE_LEFT_OUT, reach=reach, target=score.target, prerequisites=missing)
    return note(LeftOutCode.BUDGET, reach=reach, target=score.target)


def _warnings(frame: Frame, course: Course, slots: Sequence[Slot]) -> Iterator[Note]:
    standing, budget = frame.standing, frame.budget
    if standing.cram:
        yield note(WarningCode.CRAM, days=standing.days_away or 0, shortest=standing.shape.shortest_days)
    if frame.goal.interview_on is not None and frame.last_day is None:
        yield note(WarningCode.NO_STUDY_DAY, interview_on=frame.goal.interview_on)
        return
    short = tuple(each.slug for each in standing.topics if frame.reach[each.slug] < each.target)
    if short and budget is not None:
        yield note(WarningCode.TRIAGE, needed=frame.needed, available=budget.learning, topics=short)
    if course.express_left_out:
        yield note(WarningCode.EXPRESS_LEFT_OUT, topics=course.express_left_out)
    if course.reviews_left_out:
        yield note(WarningCode.REVIEWS_LEFT_OUT, topics=course.reviews_left_out)
    if budget is None and course.draft.last_work >= 0:
        yield from _longer_than_path(frame, course, slots)


def _longer_than_path(frame: Frame, course: Course, slots: Sequence[Slot]) -> Iterator[Note]:
    """Say so, with both numbers, where the plan passes the path's longest length."""
    longest = frame.standing.shape.longest_days
    days = (course.draft.agenda.slots[course.draft.last_work].on - frame.start).days + 1
    if days <= longest:
        return
    minutes = sum(slot.minutes - slot.room for slot in slots)
    within = len(list(study_days(frame.goal, frame.start, frame.start + timedelta(days=longest))))
    step = frame.policy.days.step
    needed = -(-minutes // (within * step)) * step if within else 0
    yield note(
        WarningCode.LONGER_THAN_PATH,
        minutes=frame.minutes,
        days=days,
        longest_days=longest,
        minutes_needed=needed,
    )
