"""Why each task is in the plan: the rule that put it there, then the facts behind it, as data."""

from collections.abc import Iterator

from studyplan.core.codes import ReasonCode, TaskKind
from studyplan.core.material import Emphasis
from studyplan.core.model import Reason, note
from studyplan.core.planning.context import PlanContext
from studyplan.core.planning.division import ACTIVITIES, weigh_activities
from studyplan.core.planning.layout import Course
from studyplan.core.planning.workload import Work
from studyplan.core.scoring import TopicScore

# What counts for a rule besides the rule itself. A recall's own parameters say it all.
BY_RATING = (ReasonCode.REVIEW,)
BY_WEIGHT = (
    ReasonCode.EXPRESS_DAY,
    ReasonCode.SKIM,
    ReasonCode.EXTRA_PRACTICE,
    ReasonCode.LAST_DAY,
    ReasonCode.DEBRIEF,
    ReasonCode.STUMBLED,
)


def list_reasons(context: PlanContext, course: Course, work: Work) -> tuple[Reason, ...]:
    """Why a task is in the plan: at least one note, the rule that asks for it first. Rule: planning §8."""
    if len(work.topics) != 1:
        return (work.cause,)
    score = context.goal_score.by_slug[work.topics[0]]
    return (work.cause, *_list_facts(context, course, work, score))


def _list_facts(context: PlanContext, course: Course, work: Work, score: TopicScore) -> Iterator[Reason]:
    code = work.cause.code
    if code is ReasonCode.LEARN or code in BY_RATING:
        yield note(ReasonCode.RATING, topic=score.slug, rating=score.rating)
    if code is ReasonCode.LEARN:
        yield from _explain_gap(context, score)
    if code is ReasonCode.LEARN or code in BY_WEIGHT:
        yield from _explain_weight(score)
    if code is ReasonCode.LEARN and work.kind in ACTIVITIES:
        yield from _explain_activity(context, score, work)
    if code is ReasonCode.LEARN and work.kind == TaskKind.READ:
        yield from _explain_prerequisites(context, course, score)


def _explain_gap(context: PlanContext, score: TopicScore) -> Iterator[Reason]:
    yield note(ReasonCode.GAP, topic=score.slug, role=context.goal.role, target=score.target, levels=score.gap)
    if score.lifted_by is not None:
        yield note(
            ReasonCode.LIFTED,
            topic=score.slug,
            company=score.lifted_by,
            was=score.role_target,
            target=score.target,
        )
    reach = context.reach[score.slug]
    if reach < score.target:
        yield note(ReasonCode.REACH, topic=score.slug, reach=reach, target=score.target)


def _explain_weight(score: TopicScore) -> Iterator[Reason]:
    if score.company is not None:
        yield note(ReasonCode.FREQUENCY, topic=score.slug, company=score.company, frequency=score.frequency)
    if score.rounds:
        yield note(ReasonCode.ROUNDS, topic=score.slug, rounds=score.rounds, depth=score.depth)


def _explain_activity(context: PlanContext, score: TopicScore, work: Work) -> Iterator[Reason]:
    """The chosen rounds that ask for an activity more than for any other."""
    emphasis = context.syllabus.material.rounds
    rounds = dict.fromkeys(round_ for interview in context.goal.interviews for round_ in interview.rounds)
    asking = []
    for round_ in rounds:
        parts = weigh_activities(emphasis.get(round_, Emphasis()))
        if parts[TaskKind(work.kind)] and parts[TaskKind(work.kind)] == max(parts.values()):
            asking.append((round_, 100 * parts[TaskKind(work.kind)] // sum(parts.values())))
    if asking:
        percent = max(percent for _, percent in asking)
        yield note(ReasonCode.ACTIVITY, topic=score.slug, rounds=tuple(slug for slug, _ in asking), percent=percent)


def _explain_prerequisites(context: PlanContext, course: Course, score: TopicScore) -> Iterator[Reason]:
    for slug in score.unmet:
        key = f"{TaskKind.READ}:{slug}"
        read_on = course.draft.ended.get(key) or context.completed.ended_on(key)
        if read_on is not None:
            yield note(ReasonCode.PREREQUISITE, topic=score.slug, prerequisite=slug, read_on=read_on)
    for slug in score.shaky:
        rating = context.goal_score.by_slug[slug].rating
        yield note(ReasonCode.SHAKY, topic=score.slug, prerequisite=slug, rating=rating)
