"""Path B: deep study, then practice with the reviews, then a timed set. Rule: planning §6."""

from collections.abc import Iterable

from studyplan.core.codes import FocusCode, ReasonCode, TaskKind
from studyplan.core.model import note
from studyplan.core.planning.context import PlanContext
from studyplan.core.planning.days import Ease, find_week_start
from studyplan.core.planning.layout import EASES, Course, Stage, choose_draft, make_draft, set_ease
from studyplan.core.planning.workload import Work


def plan_sprint(context: PlanContext) -> Course:
    """Path B: the stages that are not empty, each no earlier than its week unless time is short. Rule: planning §6."""
    weak_below = context.policy.levels.weak_below
    deep = context.learn((topic for topic in context.gaining if topic.rating < weak_below), FocusCode.DEEP_STUDY)
    practice = context.learn((topic for topic in context.gaining if topic.rating >= weak_below), FocusCode.PRACTICE)
    last = _make_timed_set(context)
    reviewed = _choose_reviews(context, (deep, practice, last))
    review = tuple(work for slug in reviewed for work in _make_review(context, slug))
    stages = [works for works in (deep, practice + review, last) if works]
    waiting = [Stage(find_week_start(context.start, number), works) for number, works in enumerate(stages, start=1)]
    at_once = [Stage(context.start, works) for works in stages]
    draft = choose_draft(
        context, [*(_set_ease(candidate, ease) for candidate in (waiting, at_once) for ease in EASES), at_once]
    )
    left_out = tuple(topic.slug for topic in context.at_target if topic.slug not in reviewed) if context.full else ()
    return Course(draft, range(draft.last_work + 1, len(context.dates or ())), reviews_left_out=left_out)


def _set_ease(stages: list[Stage], ease: Ease) -> list[Stage]:
    """The stages cut with one ease; the last one, with the timed set, in one piece all the same."""
    return [*set_ease(stages[:-1], ease), *set_ease(stages[-1:], max(ease, Ease.SMALL_WHOLE))]


def _make_timed_set(context: PlanContext) -> tuple[Work, ...]:
    """The last stage's set, of the length that the budget sets aside; empty where that is nothing."""
    minutes = min(context.policy.sprint.timed_set, context.minutes)
    if context.budget is not None:
        minutes = context.budget.stage
    topics = tuple(topic.slug for topic in context.goal_score.topics)
    cause = note(ReasonCode.TIMED_SET, minutes=minutes)
    work = context.workload.make_work(
        f"{TaskKind.TIMED_SET}:1", TaskKind.TIMED_SET, topics, minutes, cause, FocusCode.TIMED_SETS, whole=True
    )
    return (work,) if work.minutes else ()


def _make_review(context: PlanContext, slug: str) -> tuple[Work, ...]:
    return context.workload.review(context.goal_score.by_slug[slug], FocusCode.PRACTICE)


def _choose_reviews(context: PlanContext, stages: Iterable[tuple[Work, ...]]) -> tuple[str, ...]:
    """The topics at their target to review, in study order: before an interview the heaviest that still find room."""
    slugs = tuple(topic.slug for topic in context.at_target)
    if context.dates is None:
        return slugs
    if not context.full:
        return ()
    draft = make_draft(context, [Stage(context.start, works) for works in stages])
    room = sum(day.room for day in draft.study_days)
    fitting = set()
    for topic in context.sort_by_weight(context.at_target):
        room -= sum(work.minutes for work in _make_review(context, topic.slug))
        if room >= 0:
            fitting.add(topic.slug)
    return tuple(slug for slug in slugs if slug in fitting)
