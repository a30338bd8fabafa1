"""Our plan as it is followed: days are missed, and it is made anew from what is left. And what other rules would do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

from studyplan.core.model import BuiltPlan, CompletedTask, Goal, GoalInterview, PlanDay, StudyRecord, Syllabus
from studyplan.core.planning import recalls
from studyplan.core.planning.build import build
from studyplan.core.policy import RecallCheckpoint, RecallRules
from tests.simulation.activities import CARDS, READ, RECALL, activity_of
from tests.simulation.courses import LEVELS, Course, Session, rearrange
from tests.simulation.learners import START, SYLLABUS, TOPICS, Learner

RECORD = StudyRecord(began_on=START)
READING_RESTS = 3  # days after reading before which "recalls from day 3" recall nothing
shrink_offsets = recalls.shrink_offsets


def plan(learner: Learner) -> Course:
    """Our plan, made anew on the day after each missed one."""
    return follow(learner, learner.goal)


def follow(learner: Learner, goal: Goal, syllabus: Syllabus = SYLLABUS) -> Course:
    """The tasks that are done on the days that are not missed."""
    days: dict[int, tuple[Session, ...]] = {}
    done: list[CompletedTask] = []
    start: date | None = START
    scope: dict[str, range] = {}
    while start is not None:
        built = build(syllabus, learner.ratings, goal, start, done, record=RECORD)
        scope = scope or _scope(built)
        start = None
        for day in _days(built):
            number = (day.on - START).days
            if number in learner.missed:
                start = day.on + timedelta(days=1)
                break
            days[number] = _sessions(built, day)
            done += _ticks(built, day)
        if start is not None and start >= learner.interview_on:
            start = None
    return Course(days, scope)


def pushed_back(learner: Learner, _plan: Course) -> Course:
    """The plan of the first day: after a missed day its list goes on where it stopped, and its end falls away."""
    built = learner.plan
    course = Course({(day.on - START).days: _sessions(built, day) for day in _days(built)}, _scope(built))
    sessions = [session for of_day in course.days.values() for session in of_day if session.activity is not CARDS]
    return rearrange(course, sessions, lambda day: day not in learner.missed)


def without_interview(learner: Learner, _plan: Course) -> Course:
    """As if neither the company nor the rounds were known."""
    return follow(learner, replace(learner.goal, interviews=(GoalInterview(on=learner.interview_on),)))


def for_another(learner: Learner, _plan: Course) -> Course:
    """For another company and other rounds than those of the interview."""
    return follow(learner, learner.other)


def without_cards(learner: Learner, plan: Course) -> Course:
    """The cards' minutes belong to tasks; those that no task needs recall every topic."""
    course = follow(learner, replace(learner.goal, card_minutes=0))
    used, most = course.minutes, plan.minutes
    left = max(0, sum(most.values()) - sum(used.values()))
    days = dict(course.days)
    for day, sessions in course.days.items():
        spare = min(left, max(0, most[day] - used[day]))
        left -= spare
        days[day] = (*sessions, Session(RECALL, TOPICS, spare)) if spare else sessions
    return replace(course, days=days)


def spare_recalls(learner: Learner, _plan: Course) -> Course:
    """Recalls get no share of the minutes, only what nothing else uses."""
    policy = replace(SYLLABUS.policy, recalls=replace(SYLLABUS.policy.recalls, share=(0, 1)))
    return follow(learner, learner.goal, replace(SYLLABUS, policy=policy))


def late_recalls(learner: Learner, _plan: Course) -> Course:
    """No recall in the first days after reading."""
    with patch.object(recalls, "shrink_offsets", _rest_after_reading):
        return follow(learner, learner.goal)


def _rest_after_reading(rules: RecallRules, read_on: date, last_day: date | None) -> list[tuple[RecallCheckpoint, int]]:
    return [(checkpoint, max(READING_RESTS, days)) for checkpoint, days in shrink_offsets(rules, read_on, last_day)]


def _days(built: BuiltPlan) -> Iterator[PlanDay]:
    return (day for week in built.weeks for day in week.days)


def _scope(built: BuiltPlan) -> dict[str, range]:
    return {topic.slug: range(LEVELS.start, max(topic.rating, topic.target) + 1) for topic in built.topics}


def _sessions(built: BuiltPlan, day: PlanDay) -> tuple[Session, ...]:
    """The cards, then the tasks."""
    topics = {topic.slug: topic for topic in built.topics}
    sessions = [Session(CARDS, (), day.cards)] if day.cards else []
    for task in day.tasks:
        activity, levels = activity_of(task.kind), None
        if activity is READ:
            topic = topics[task.topics[0]]
            levels = range(topic.rating + 1, topic.reach + 1)
        sessions.append(Session(activity, task.topics, task.minutes, levels, task.kind))
    return tuple(sessions)


def _ticks(built: BuiltPlan, day: PlanDay) -> Iterator[CompletedTask]:
    reach = {topic.slug: topic.reach for topic in built.topics}
    for task in day.tasks:
        level = reach[task.topics[0]] if len(task.topics) == 1 else None
        yield CompletedTask(task.key, task.sitting, task.minutes, level, day.on)
