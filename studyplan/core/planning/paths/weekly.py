"""Path A: weekly blocks of topics in study order, reviews in the slack. Rule: planning §6."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from studyplan.core.codes import FocusCode, TaskKind
from studyplan.core.planning.context import PlanContext
from studyplan.core.planning.days import (
    Ease,
    find_week_number,
    find_week_start,
    list_study_dates,
    place_together,
    place_whole,
)
from studyplan.core.planning.layout import Course, Draft, Stage, choose_draft, make_draft, measure_cost, set_ease
from studyplan.core.planning.paths.blocks import cut_into_blocks
from studyplan.core.planning.workload import Work, WorkChain
from studyplan.core.scoring import TopicScore


def plan_weekly_blocks(context: PlanContext) -> Course:
    """Path A: blocks in as few weeks as hold them; where no number of weeks does, topics follow one another.

    Rule: planning §6.
    """
    chains = context.learn(context.gaining, FocusCode.BLOCK)
    draft = _draft_blocks(context, chains) or choose_draft(context, [[Stage(context.start, chains)]])
    left_out = _place_reviews(context, draft) if context.full else ()
    return Course(draft, range(draft.last_of_path + 1, len(context.dates or ())), reviews_left_out=left_out)


def _draft_blocks(context: PlanContext, chains: Sequence[WorkChain]) -> Draft | None:
    """The draft with the fewest weekly blocks that all fit their weeks, counted from the plan's first week."""
    rules = context.policy.blocks
    first = find_week_number(context.began_on, context.start)
    minutes = [chain.minutes for chain in chains]
    capacities = _sum_week_minutes(context, first, rules.most_weeks)
    for last in range(max(rules.least_weeks, first), rules.most_weeks + 1):
        counts = cut_into_blocks(minutes, capacities[: last + 1 - first])
        if counts is None:
            continue
        stages = _make_blocks(context, chains, counts, first)
        if any(stage.minutes > capacity for stage, capacity in zip(stages, capacities, strict=False)):
            continue  # not even without recalls
        cut = set_ease(stages, Ease.SITTINGS)
        draft = make_draft(context, cut, share=False)
        if _keeps_to_weeks(context, draft, cut) and _holds_rehearsal(context, draft, last):
            return _ease_weeks(context, cut, draft, last)
    return None


def _make_blocks(
    context: PlanContext, chains: Sequence[WorkChain], counts: tuple[int, ...], first_week: int
) -> list[Stage]:
    stages = []
    first = 0
    for number, count in enumerate(counts, start=first_week):
        opens = max(context.start, find_week_start(context.began_on, number))
        stages.append(Stage(opens, tuple(chains[first : first + count])))
        first += count
    return stages


def _sum_week_minutes(context: PlanContext, first: int, last: int) -> list[int]:
    """The minutes of the study days of weeks `first` to `last`; the last day before an interview counts for none."""
    days = context.dates
    if days is None:
        days = tuple(list_study_dates(context.goal, context.start, find_week_start(context.began_on, last + 1)))
    minutes: Counter[int] = Counter()
    for on in days:
        minutes[find_week_number(context.began_on, on)] += context.day_minutes.count(on)[0]
    return [minutes[number] for number in range(first, last + 1)]


def _keeps_to_weeks(context: PlanContext, draft: Draft, stages: Sequence[Stage]) -> bool:
    """Whether every block ends within its week."""
    return all(
        work.key in draft.ended
        and find_week_number(context.began_on, draft.ended[work.key]) == find_week_number(context.began_on, stage.opens)
        for stage in stages
        for work in stage.works
    )


def _holds_rehearsal(context: PlanContext, draft: Draft, last: int) -> bool:
    """Whether the last week has room for a rehearsal after the learning, where its days are long enough for one."""
    least = context.rehearsal_minutes
    if context.dates is not None:
        return True  # kept free, or not asked for
    ends = find_week_start(context.began_on, last + 1)
    week = list(takewhile(lambda day: day.on < ends, draft.study_days.starting(max(0, draft.last_work))))
    return context.day_minutes.longest < least or any(day.room >= least for day in week)


def _ease_weeks(context: PlanContext, stages: list[Stage], cut: Draft, last: int) -> Draft:
    """The same blocks with tasks cut between items, in each week in which nothing is given up for that."""

    def attempt(changed: Sequence[Stage]) -> Draft | None:
        tried = make_draft(context, changed, share=False)
        holds = _keeps_to_weeks(context, tried, changed) and _holds_rehearsal(context, tried, last)
        return tried if holds and measure_cost(context, tried) <= measure_cost(context, cut) else None

    whole = attempt(set_ease(stages, Ease.ITEMS))
    if whole is not None:
        return whole
    draft = cut
    for place, stage in enumerate(stages):
        changed = [*stages[:place], replace(stage, ease=Ease.ITEMS), *stages[place + 1 :]]
        tried = attempt(changed)
        if tried is not None:
            stages, draft = changed, tried
    return draft


def _place_reviews(context: PlanContext, draft: Draft) -> tuple[str, ...]:
    """Put the reviews of topics at their target into the slack; the topics whose review finds no room."""
    left_out = []
    for topic in context.at_target:
        works = context.workload.review(topic, FocusCode.REVIEW)
        if works and not _place_review(context, draft, works, _find_opening(context, topic, draft)):
            left_out.append(topic.slug)
    return tuple(left_out)


def _place_review(context: PlanContext, draft: Draft, works: Sequence[Work], opens: date) -> bool:
    """Put a topic's review on one day, or, where no day is long enough, task by task. Rule: planning §4."""
    if context.day_minutes.longest >= sum(work.minutes for work in works):
        return place_together(draft.study_days, works, opens)
    placed = [place_whole(draft.study_days, work, opens, split=True) for work in works]
    return all(placed)


def _find_opening(context: PlanContext, score: TopicScore, draft: Draft) -> date:
    """The date from which the prerequisites that bind a topic have been read. Rule: planning §5."""
    read = (draft.ended.get(f"{TaskKind.READ}:{slug}", context.start) for slug in context.list_needs(score))
    return max(read, default=context.start)
