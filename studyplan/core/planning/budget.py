"""Minutes before an interview, and the levels that they allow. Rule: planning §6."""

from collections.abc import Sequence
from dataclasses import dataclass

from studyplan.core.codes import PathVariant
from studyplan.core.model import Syllabus
from studyplan.core.planning.debriefs import spread_debriefs
from studyplan.core.planning.triage import choose_levels, make_candidate
from studyplan.core.planning.workload import Work, Workload
from studyplan.core.policy import PlanningPolicy, take_share
from studyplan.core.scoring import GoalScore, sum_points


@dataclass(frozen=True, slots=True)
class Budget:
    """Minutes before an interview. Rule: planning §6.

    available: of all study days before it; before_last: of all but the last, less what was stumbled on; stage: set
    aside for the path's own work (timed set, express days); learning: for gaining levels.
    """

    available: int
    before_last: int
    stage: int
    learning: int


def divide_budget(
    goal_score: GoalScore, policy: PlanningPolicy, minutes: Sequence[int], open_debriefs: tuple[Work, ...] = ()
) -> Budget:
    """Divide the `minutes` of the study days before an interview, the last one included. Rule: planning §6."""
    variant = goal_score.shape.variant
    before = minutes[:-1]
    available, before_last = sum(minutes), sum(before)
    by_day = spread_debriefs(open_debriefs, before[: policy.debrief.days + 1], policy.debrief, policy.days)
    taken = sum(work.minutes for works in by_day for work in works)
    spare = policy.express.spare if variant is PathVariant.EXPRESS else policy.recalls.share
    usable = max(0, before_last - taken - take_share(before_last, spare))
    stage = 0
    if variant is PathVariant.SPRINT:
        timed_set = min(policy.sprint.timed_set, max(before, default=0))
        stage = timed_set if usable >= policy.sprint.least_times * timed_set else 0
    elif variant in (PathVariant.EXTENDED, PathVariant.EXPRESS):
        stage = min(policy.express.topic * len(goal_score.topics), usable)
        if goal_score.with_gap:
            stage = min(stage, take_share(usable, policy.express.share))
    return Budget(available, before_last - taken, stage, usable - stage)


def triage_levels(
    syllabus: Syllabus, goal_score: GoalScore, workload: Workload, budget: int, keep: str | None = None
) -> dict[str, int]:
    """Topic → the level (1–5) to reach within `budget` minutes of learning, for every topic.

    The target of `keep`, a topic, is worth more than all else together.

    Rule: planning §6.
    """
    levels = syllabus.policy.levels
    gaps = goal_score.with_gap
    above_all = sum(topic.value for topic in gaps)
    places = {topic.slug: place for place, topic in enumerate(gaps)}
    candidates = []
    for topic in gaps:
        options = [
            (
                level,
                workload.minutes_left(topic, level, full=False),
                topic.weight * sum_points(syllabus, topic.rating, level)
                + (above_all if topic.slug == keep and level == topic.target else 0),
            )
            for level in range(topic.rating, topic.target + 1)
        ]
        bound = topic.rating < levels.weak_below
        needs = tuple(places.get(slug, -1) for slug in topic.unmet) if bound else ()
        candidates.append(make_candidate(options, needs, levels.met))
    chosen = choose_levels(candidates, budget)
    reach = {topic.slug: topic.rating for topic in goal_score.topics}
    return reach | {topic.slug: level for topic, level in zip(gaps, chosen, strict=True)}
