"""Path B: deep study, then practice with the reviews, then a timed set. Rule: planning §6."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from studyplan.core.codes import FocusCode, ReasonCode, TaskKind
from studyplan.core.model import note
from studyplan.core.planning.context import PlanContext
from studyplan.core.planning.days import find_week_start
from studyplan.core.planning.layout import Course, Stage, choose_draft, make_draft
from studyplan.core.planning.rehearsals import make_rehearsal
from studyplan.core.planning.workload import WorkChain, make_chains


def plan_sprint(context: PlanContext) -> Course:
    """Path B: the stages that are not empty, each no earlier than its week unless time is short. Rule: planning §6."""
    weak_below = context.policy.levels.weak_below
    deep = context.learn((topic for topic in context.gaining if topic.rating < weak_below), FocusCode.DEEP_STUDY)
    practice = context.learn((topic for topic in context.gaining if topic.rating >= weak_below), FocusCode.PRACTICE)
    last = _make_last_stage(context)
    reviewed = _choose_reviews(context, (deep, practice, last))
    reviews = tuple(_make_review(context, slug) for slug in reviewed)
    stages = [chains for chains in (deep, practice + tuple(filter(None, reviews)), last) if chains]
    waiting = [
        Stage(max(context.start, find_week_start(context.began_on, number)), chains)
        for number, chains in enumerate(stages, start=1)
    ]
    at_once = [Stage(context.start, chains) for chains in stages]
    candidates = [waiting, at_once]
    if context.dates and last:
        # Before an interview the set may find no day that learning leaves whole: then it takes one first.
        candidates.append([Stage(_find_last_day(context, last[0].minutes), last), *at_once[:-1]])
    draft = choose_draft(context, candidates)
    left_out = tuple(topic.slug for topic in context.at_target if topic.slug not in reviewed) if context.full else ()
    return Course(draft, range(draft.last_of_path + 1, len(context.dates or ())), reviews_left_out=left_out)


def _make_last_stage(context: PlanContext) -> tuple[WorkChain, ...]:
    """Timed sets with rehearsals between them; before an interview one set, where the budget has time for it."""
    rules = context.policy.sprint
    minutes, sets = min(rules.timed_set, context.day_minutes.longest), rules.sets
    if context.budget is not None:
        minutes, sets = context.budget.stage, 1
    topics = tuple(topic.slug for topic in context.goal_score.topics)
    cause = note(ReasonCode.TIMED_SET, minutes=minutes)
    kind, focus = TaskKind.TIMED_SET, FocusCode.TIMED_SETS
    works = [
        context.workload.make_work(f"{kind}:{number}", kind, topics, minutes, cause, focus, whole=True)
        for number in range(1, sets + 1)
    ]
    left = [work for work in works if work.minutes]
    least = context.rehearsal_minutes
    if least > context.day_minutes.longest:
        return make_chains(left)
    between = ((make_rehearsal(least, ReasonCode.REHEARSAL), work) for work in left[1:])
    return make_chains([*left[:1], *chain.from_iterable(between)])


def _find_last_day(context: PlanContext, minutes: int) -> date:
    """The last date before the last study day that has so many minutes besides those kept for a rehearsal."""
    dates = context.dates or ()
    kept = {context.rehearsal_on: context.rehearsal_minutes}
    fitting = (on for on in reversed(dates) if context.day_minutes.count(on)[0] - kept.get(on, 0) >= minutes)
    return next(fitting, dates[-1])


def _make_review(context: PlanContext, slug: str) -> WorkChain | None:
    score = context.goal_score.by_slug[slug]
    works = context.workload.review(score, FocusCode.PRACTICE)
    return WorkChain(works, context.list_needs(score), together=True) if works else None


def _choose_reviews(context: PlanContext, stages: Iterable[tuple[WorkChain, ...]]) -> tuple[str, ...]:
    """The topics at their target to review, in study order: before an interview the heaviest that still find room."""
    slugs = tuple(topic.slug for topic in context.at_target)
    if context.dates is None:
        return slugs
    if not context.full:
        return ()
    draft = make_draft(context, [Stage(context.start, chains) for chains in stages])
    room = sum(day.room for day in draft.study_days)
    fitting = set()
    for topic in context.sort_by_weight(context.at_target):
        review = _make_review(context, topic.slug)
        room -= review.minutes if review else 0
        if room >= 0:
            fitting.add(topic.slug)
    return tuple(slug for slug in slugs if slug in fitting)
