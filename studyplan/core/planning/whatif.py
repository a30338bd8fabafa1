"""How a plan would differ with more minutes a day, or with a topic kept that it leaves out. Rule: planning §6."""

from collections.abc import Mapping
from dataclasses import dataclass

from studyplan.core.planning.budget import divide_budget, triage_levels
from studyplan.core.planning.context import PlanContext
from studyplan.core.scoring import TopicScore


@dataclass(frozen=True, slots=True)
class KeptTopic:
    """The price of taking `topic`, which falls short of its target, all the way there instead.

    minutes: what it takes more, with the prerequisites that it `brings` along. drops: the topics that reach less for
    it, each with the level that is left to it, in study order. fits: whether the time holds it at all; where not, the
    rest is empty.
    """

    topic: str
    fits: bool
    minutes: int = 0
    brings: tuple[str, ...] = ()
    drops: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The changes that would help where levels are left out.

    minutes: the fewest minutes a day with which none is; None: the most that a user may set are too few.
    keeping: each topic that falls short, in study order; empty where nobody asked.
    """

    minutes: int | None
    keeping: tuple[KeptTopic, ...]


def explore_what_if(context: PlanContext, *, with_keeping: bool = True) -> WhatIf | None:
    """The changes that would help the plan of `build.build_within`; None where it leaves out no level.

    with_keeping: whether to weigh what each topic would cost, which is most of the work.
    """
    short = _list_short(context, context.reach)
    if not short or context.budget is None:  # without a date nothing is left out
        return None
    budget = context.budget.learning
    keeping = tuple(_keep_topic(context, slug, budget) for slug in short) if with_keeping else ()
    rules = context.policy.days
    more = rules.floor(min(context.goal.weekday_minutes or (context.goal.minutes,))) + rules.step
    return WhatIf(find_enough_minutes(context, more, rules.most), keeping)


def find_enough_minutes(context: PlanContext, least: int, most: int, *, full: bool = False) -> int | None:
    """The fewest minutes a day, from `least` to `most`, with which every target is reached; None: no number is enough.

    Every step is looked at: where a timed set begins to fit, learning loses more minutes than the step has gained, so
    that what is enough may be too few one step further on. full: with the least minutes of weak topics, too.
    Rule: planning §6.
    """
    days = len(context.dates or ()) + 1  # with the last, which holds no learning
    # What holds not even the table's minutes needs no weighing.
    needed = sum(_count_minutes(context, topic, topic.target) for topic in context.goal_score.with_gap)
    for minutes in range(least, most + 1, context.policy.days.step):
        day = context.day_minutes.divide(minutes)[0]
        budget = divide_budget(context.goal_score, context.policy, [day] * days, context.debriefs).learning
        if budget >= context.needed or (
            not full and budget >= needed and not _list_short(context, _triage(context, budget))
        ):
            return minutes
    return None


def _keep_topic(context: PlanContext, slug: str, budget: int) -> KeptTopic:
    """The difference it makes to put the target of one topic before all else."""
    reach = _triage(context, budget, slug)
    if slug in _list_short(context, reach):
        return KeptTopic(slug, fits=False)
    brings = _find_unmet(context, slug)
    grown = {slug: reach[slug]} | dict.fromkeys(brings, context.policy.levels.met)
    by_slug = context.goal_score.by_slug
    return KeptTopic(
        slug,
        fits=True,
        minutes=sum(
            _count_minutes(context, by_slug[other], level)
            - _count_minutes(context, by_slug[other], context.reach[other])
            for other, level in grown.items()
        ),
        brings=brings,
        drops=tuple((other, level) for other, level in reach.items() if level < context.reach[other]),
    )


def _find_unmet(context: PlanContext, slug: str) -> tuple[str, ...]:
    """The prerequisites, direct or not, without which a topic cannot begin and which the plan leaves unmet."""
    levels = context.policy.levels
    needs: set[str] = set()
    for topic in reversed(context.goal_score.topics):  # what builds on others comes after them
        if (topic.slug == slug or topic.slug in needs) and topic.rating < levels.weak_below:
            needs.update(topic.unmet)
    needed = (topic.slug for topic in context.goal_score.topics if topic.slug in needs)
    return tuple(prerequisite for prerequisite in needed if context.reach[prerequisite] < levels.met)


def _triage(context: PlanContext, budget: int, keep: str | None = None) -> dict[str, int]:
    return triage_levels(context.syllabus, context.goal_score, context.workload, budget, keep)


def _list_short(context: PlanContext, reach: Mapping[str, int]) -> list[str]:
    """The topics that fall short of their target, in study order."""
    return [topic.slug for topic in context.goal_score.topics if reach[topic.slug] < topic.target]


def _count_minutes(context: PlanContext, score: TopicScore, reach: int) -> int:
    return context.workload.minutes_left(score, reach, full=False)
