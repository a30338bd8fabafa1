"""Planning at the user's own pace: learning takes so many percent of the usual minutes, and so did what is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from math import ceil

from studyplan.core.material import StudyItem, StudyMaterial, TopicMaterial
from studyplan.core.model import CompletedTask, Goal, Ratings, Syllabus
from studyplan.core.planning.days import DayMinutes
from studyplan.core.planning.workload import CompletedWork, Workload
from studyplan.core.scoring import score
from studyplan.goals.models import StudyGoal
from studyplan.planner.documents import StoredCompletion


def scale_to_pace(taught: Syllabus, pace: int) -> Syllabus:
    """``taught`` with the minutes of every level at ``pace`` percent, rounded up to the policy's step.

    What rituals take, such as a recall or a mock, does not depend on the pace; a level never takes less than they do.
    """
    if pace == StudyGoal.USUAL_PACE:
        return taught
    policy = taught.policy
    learning, step = policy.learning, policy.days.step

    def scaled(minutes: int) -> int:
        in_steps = ceil(Fraction(minutes * pace, StudyGoal.USUAL_PACE * step)) * step
        return max(learning.review + learning.read_least, in_steps)

    topics = tuple(replace(topic, minutes=tuple(map(scaled, topic.minutes))) for topic in taught.topics)
    weak_least = replace(learning, weak_least=scaled(learning.weak_least))
    material = scale_material(taught.material, pace)
    return replace(taught, topics=topics, material=material, policy=replace(policy, learning=weak_least))


def scale_material(material: StudyMaterial, pace: int) -> StudyMaterial:
    """The items that learning is made of at ``pace`` percent; what has its own clock, such as a rehearsal, stays."""

    def scaled(items: Sequence[StudyItem]) -> tuple[StudyItem, ...]:
        minutes = (ceil(Fraction(item.minutes * pace, StudyGoal.USUAL_PACE)) for item in items)
        return tuple(replace(item, minutes=length) for item, length in zip(items, minutes, strict=True))

    topics = {
        slug: TopicMaterial(
            sections=scaled(own.sections),
            derivations=scaled(own.derivations),
            problems=scaled(own.problems),
            coding=scaled(own.coding),
            rapid_fire=scaled(own.rapid_fire),
            probes=own.probes,
        )
        for slug, own in material.topics.items()
    }
    primer = dict(zip(material.primer, scaled(tuple(material.primer.values())), strict=True))
    return replace(material, topics=topics, primer=primer)


def scale_completions(
    taught: Syllabus, ratings: Ratings, goal: Goal, start: date, done: tuple[StoredCompletion, ...], pace: int
) -> tuple[CompletedTask, ...]:
    """Ticks as core takes them. Minutes that were planned at another pace become those that ``pace`` gives the same.

    Else learning that is done would be planned again, for the minutes by which it takes longer now.
    """
    at_pace = cache(lambda percent: LearningAtPace(scale_to_pace(taught, percent), ratings, goal, start))

    def minutes(tick: StoredCompletion) -> int | None:
        kind, slug, *suffix = tick.key.split(":")
        if tick.minutes is None or tick.pace == pace or suffix or slug not in ratings:
            return tick.minutes
        return ceil(tick.minutes * find_growth(kind, slug, tick.level, at_pace(tick.pace), at_pace(pace)))

    return tuple(
        CompletedTask(key=tick.key, sitting=tick.sitting, minutes=minutes(tick), level=tick.level, on=tick.on)
        for tick in done
    )


class LearningAtPace:
    """The minutes of topics' own tasks where what is ``taught`` has been scaled to a pace, nothing taken as done."""

    def __init__(self, taught: Syllabus, ratings: Ratings, goal: Goal, start: date) -> None:
        self.scores = score(taught, ratings, goal, start)
        completed = CompletedWork(taught.policy, (), start)
        longest_day = DayMinutes(taught.policy, goal).longest
        self.workload = Workload(taught, goal, self.scores.topics, completed, longest_day)

    def count_minutes(self, kind: str, slug: str, reach: int, *, full: bool) -> int:
        """Minutes of a topic's task of ``kind`` on the way to the level ``reach``; 0 where it has none."""
        share = self.workload.divide(self.scores.by_slug[slug], reach, full=full).get(kind)
        return share.minutes if share else 0


def find_growth(kind: str, slug: str, level: int | None, before: LearningAtPace, after: LearningAtPace) -> Fraction:
    """How many times as many minutes a topic's task of ``kind`` takes ``after`` as ``before``.

    Where the ``level`` that it was done for does not say it, the most that any level asks for.
    """
    topic = before.scores.by_slug[slug]
    levels = [level] if level and level > topic.rating else range(topic.rating + 1, len(topic.topic.minutes) + 2)
    growths = [
        Fraction(grown, was)
        for reach in levels
        for full in (True, False)
        if (was := before.count_minutes(kind, slug, reach, full=full))
        if (grown := after.count_minutes(kind, slug, reach, full=full))
    ]
    return max(growths, default=Fraction(1))
