"""Practice besides a topic's own learning, and the express tasks: the items that each names. Rules: planning §4, §6."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from studyplan.core.codes import TaskKind
from studyplan.core.material import StudyItem, TopicMaterial
from studyplan.core.planning.context import PlanContext
from studyplan.core.planning.days import StudyDay
from studyplan.core.planning.items import AGAIN, pick_fitting
from studyplan.core.planning.workload import Work
from studyplan.core.scoring import TopicScore


def name_practice(context: PlanContext, days: Sequence[StudyDay]) -> None:
    """Name problems that no other task holds, day by day, then what went wrong. Rules: planning §4, §6."""
    namer = _PracticeNamer(context, (sitting.work for day in days for sitting in day.sittings))
    known: dict[str, Work] = {}
    placed: Counter[str] = Counter()
    for day in days:
        for sitting in day.sittings:
            placed[sitting.work.key] += sitting.minutes
    for day in days:
        for place, sitting in enumerate(day.sittings):
            work = sitting.work
            if work.items or len(work.topics) != 1 or work.kind not in (TaskKind.PRACTICE, TaskKind.TIMED_SET):
                continue
            if work.key not in known:
                whole = replace(work, minutes=placed[work.key])
                known[work.key] = replace(whole, items=namer.name(whole))
            day.sittings[place] = replace(sitting, work=known[work.key])


class _PracticeNamer:
    def __init__(self, context: PlanContext, works: Iterable[Work]) -> None:
        self._context = context
        self._used = {(work.topics[0], item.slug) for work in works if len(work.topics) == 1 for item in work.items}
        self._used |= context.completed.record.attempted

    def name(self, work: Work) -> tuple[StudyItem, ...]:
        score = self._context.goal_score.by_slug[work.topics[0]]
        material = self._context.syllabus.material.topics.get(score.slug)
        if material is None:
            return ()
        if work.kind == TaskKind.TIMED_SET:
            return self._name_timed(work, score, material)
        picked = pick_fitting(self._list_unused(score, material.problems), work.minutes)
        self._used |= {(score.slug, item.slug) for item in picked}
        left = work.minutes - sum(item.minutes for item in picked)
        if not picked or left >= self._context.policy.learning.activity_least:
            picked.append(StudyItem(AGAIN, "", left))
        return tuple(picked)

    def _name_timed(self, work: Work, score: TopicScore, material: TopicMaterial) -> tuple[StudyItem, ...]:
        """Something to do against the clock: code for a coding round, else a short problem, else a check."""
        rounds = {round_ for interview in self._context.goal.interviews for round_ in interview.rounds}
        coding = [item for item in material.coding if rounds.intersection(item.rounds)] if "coding" in rounds else []
        short = [item for item in material.problems if item.minutes <= work.minutes]
        pools = (self._list_unused(score, pool) for pool in (coding, short, material.probes))
        first = next((pool[0] for pool in pools if pool), None)
        if first is None:
            return ()
        self._used.add((score.slug, first.slug))
        return (first,)

    def _list_unused(self, score: TopicScore, items: Sequence[StudyItem]) -> list[StudyItem]:
        reach = max(self._context.reach[score.slug], score.target)
        ordered = self._context.workload.divider.order(items, score, reach)
        return [item for item in ordered if (score.slug, item.slug) not in self._used]
