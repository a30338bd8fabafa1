"""Path A: weekly blocks of topics in study order, reviews in the slack. Rule: planning §6."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from studyplan.core.codes import FocusCode, TaskKind
from studyplan.core.planning.context import PlanContext
from studyplan.core.planning.days import DAYS_A_WEEK, find_week_number, find_week_start, list_study_dates, place_whole
from studyplan.core.planning.layout import EASES, Course, Draft, Stage, choose_draft, make_draft, measure_cost, set_ease
from studyplan.core.planning.paths.blocks import cut_into_blocks
from studyplan.core.planning.workload import Work
from studyplan.core.scoring import TopicScore


def plan_weekly_blocks(context: PlanContext) -> Course:
    """Path A: blocks in as few weeks as hold them; where no number of weeks does, topics follow one another.

    Rule: planning §6.
    """
    learning = (context.learn([topic], FocusCode.BLOCK) for topic in context.gaining)
    topics = [works for works in learning if works]
    draft = _draft_blocks(context, topics) or choose_draft(
        context, [set_ease([_make_stage(context.start, topics)], ease) for ease in EASES]
    )
    left_out = _place_reviews(context, draft) if context.full else ()
    return Course(draft, range(draft.last_work + 1, len(context.dates or ())), reviews_left_out=left_out)


def _draft_blocks(context: PlanContext, topics: Sequence[tuple[Work, ...]]) -> Draft | None:
    """The draft with the fewest weekly blocks that all fit their weeks."""
    rules = context.policy.blocks
    minutes = [sum(work.minutes for work in works) for works in topics]
    capacities = _sum_week_minutes(context, rules.most_weeks)
    for weeks in range(rules.least_weeks, rules.most_weeks + 1):
        counts = cut_into_blocks(minutes, capacities[:weeks])
        if counts is None:
            continue
        stages = _make_blocks(context, topics, counts)
        if any(_sum_minutes(stage) > capacity for stage, capacity in zip(stages, capacities, strict=False)):
            continue  # not even without recalls
        tight = make_draft(context, stages)
        if _keeps_to_weeks(tight, stages):
            return _ease_weeks(context, stages, tight)
    return None


def _make_blocks(context: PlanContext, topics: Sequence[tuple[Work, ...]], counts: tuple[int, ...]) -> list[Stage]:
    stages = []
    first = 0
    for number, count in enumerate(counts, start=1):
        stages.append(_make_stage(find_week_start(context.start, number), topics[first : first + count]))
        first += count
    return stages


def _make_stage(opens: date, topics: Sequence[tuple[Work, ...]]) -> Stage:
    return Stage(opens, tuple(work for works in topics for work in works))


def _sum_minutes(stage: Stage) -> int:
    return sum(work.minutes for work in stage.works)


def _sum_week_minutes(context: PlanContext, weeks: int) -> list[int]:
    """The minutes of each week's study days; the last one before an interview counts for no week."""
    days = context.dates
    if days is None:
        days = tuple(list_study_dates(context.goal, context.start, find_week_start(context.start, weeks + 1)))
    numbers = [find_week_number(context.start, on) for on in days]
    return [numbers.count(number) * context.minutes for number in range(1, weeks + 1)]


def _keeps_to_weeks(draft: Draft, stages: Sequence[Stage]) -> bool:
    """Whether every block ends within its week."""
    week = timedelta(days=DAYS_A_WEEK)
    return all(
        work.key in draft.ended and draft.ended[work.key] < stage.opens + week
        for stage in stages
        for work in stage.works
    )


def _ease_weeks(context: PlanContext, stages: list[Stage], tight: Draft) -> Draft:
    """The same blocks with sittings of a better length, in each week in which nothing is given up for them."""
    draft = tight
    for place, stage in enumerate(stages):
        for ease in EASES[:-1]:
            changed = [*stages[:place], replace(stage, ease=ease), *stages[place + 1 :]]
            tried = make_draft(context, changed)
            if _keeps_to_weeks(tried, changed) and measure_cost(context, tried) <= measure_cost(context, tight):
                stages, draft = changed, tried
                break
    return draft


def _place_reviews(context: PlanContext, draft: Draft) -> tuple[str, ...]:
    """Put the reviews of topics at their target into the slack; the topics whose review finds no room."""
    left_out = []
    for topic in context.at_target:
        opens = _find_opening(context, topic, draft)
        placed = [
            place_whole(draft.study_days, work, opens, context.policy.days, split=True)
            for work in context.workload.review(topic, FocusCode.REVIEW)
        ]
        if not all(placed):
            left_out.append(topic.slug)
    return tuple(left_out)


def _find_opening(context: PlanContext, score: TopicScore, draft: Draft) -> date:
    """The date from which the prerequisites that bind a topic have been read. Rule: planning §5."""
    if score.rating >= context.policy.levels.weak_below:
        return context.start
    read = (draft.ended.get(f"{TaskKind.READ}:{slug}", context.start) for slug in score.unmet)
    return max(read, default=context.start)
