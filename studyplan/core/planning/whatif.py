"""What would be different: with more minutes a day, or with a topic kept that the plan leaves out (planning §6)."""

from collections.abc import Mapping
from dataclasses import dataclass

from studyplan.core.planning.context import Frame, budget_of, triaged
from studyplan.core.scoring import TopicScore


@dataclass(frozen=True, slots=True)
class Keeping:
    """What it means to take `topic`, which falls short of its target, all the way there instead.

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
    """What would help where levels are left out.

    minutes: the fewest minutes a day with which none is; None: the most that a user may set are too few.
    keeping: each topic that falls short, in study order.
    """

    minutes: int | None
    keeping: tuple[Keeping, ...]


def what_if(frame: Frame) -> WhatIf | None:
    """What would help the plan that `build.build_within` makes of the frame; None where it leaves out no level."""
    short = _short(frame, frame.reach)
    if not short or frame.budget is None:  # without a date nothing is left out
        return None
    budget = frame.budget.learning
    return WhatIf(_enough_minutes(frame), tuple(_keeping(frame, slug, budget) for slug in short))


def _enough_minutes(frame: Frame) -> int | None:
    """The fewest minutes a day, more than now, with which every target is reached.

    Every step is looked at: where a timed set begins to fit, learning loses more minutes than the step has gained, so
    that what is enough may be too few one step further on.
    """
    days = len(frame.days or ()) + 1  # with the last, which holds no learning
    rules = frame.policy.days
    # What holds not even the table's minutes needs no weighing.
    least = sum(_minutes(frame, each, each.target) for each in frame.standing.with_gap)
    for minutes in range(frame.minutes + rules.step, rules.most + 1, rules.step):
        budget = budget_of(frame.standing, frame.policy, days, minutes, frame.debriefs).learning
        if budget >= frame.needed or (budget >= least and not _short(frame, _triaged(frame, budget))):
            return minutes
    return None


def _keeping(frame: Frame, slug: str, budget: int) -> Keeping:
    """What changes where the target of a topic comes before all else."""
    reach = _triaged(frame, budget, slug)
    if slug in _short(frame, reach):
        return Keeping(slug, fits=False)
    brings = _opened_by(frame, slug)
    grown = {slug: reach[slug]} | dict.fromkeys(brings, frame.policy.levels.met)
    by_slug = frame.standing.by_slug
    return Keeping(
        slug,
        fits=True,
        minutes=sum(
            _minutes(frame, by_slug[each], level) - _minutes(frame, by_slug[each], frame.reach[each])
            for each, level in grown.items()
        ),
        brings=brings,
        drops=tuple((each, level) for each, level in reach.items() if level < frame.reach[each]),
    )


def _opened_by(frame: Frame, slug: str) -> tuple[str, ...]:
    """The prerequisites, direct or not, without which a topic cannot begin and which the plan leaves unmet."""
    levels = frame.policy.levels
    needs: set[str] = set()
    for each in reversed(frame.standing.topics):  # what builds on others comes after them
        if (each.slug == slug or each.slug in needs) and each.rating < levels.weak_below:
            needs.update(each.unmet)
    found = (each.slug for each in frame.standing.topics if each.slug in needs)
    return tuple(each for each in found if frame.reach[each] < levels.met)


def _triaged(frame: Frame, budget: int, keep: str | None = None) -> dict[str, int]:
    return triaged(frame.syllabus, frame.standing, frame.workload, budget, keep)


def _short(frame: Frame, reach: Mapping[str, int]) -> list[str]:
    """The topics that fall short of their target, in study order."""
    return [each.slug for each in frame.standing.topics if reach[each.slug] < each.target]


def _minutes(frame: Frame, score: TopicScore, reach: int) -> int:
    return frame.workload.minutes_left(score, reach, full=False)
