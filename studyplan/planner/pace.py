"""Planning at the user's own pace: learning takes so many percent of the usual minutes, and so did what is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from math import ceil

from studyplan.core.model import (
    CompletedTask,
    Ratings,
    StudyItem,
    StudyMaterial,
    Syllabus,
    SyllabusTopic,
    TopicMaterial,
)
from studyplan.core.planning.workload import sum_table_minutes
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
    taught: Syllabus, ratings: Ratings, done: tuple[StoredCompletion, ...], pace: int
) -> tuple[CompletedTask, ...]:
    """Ticks as core takes them. Minutes that were planned at another pace become those that ``pace`` gives the same.

    Else learning that is done would be planned again, for the minutes by which it takes longer now.
    """
    topics = {topic.slug: topic for topic in taught.topics}
    learns = cache(lambda at: {topic.slug: topic for topic in scale_to_pace(taught, at).topics})

    def minutes(tick: StoredCompletion) -> int | None:
        _kind, slug, *suffix = tick.key.split(":")
        if tick.minutes is None or tick.pace == pace or suffix or slug not in topics:
            return tick.minutes
        growth = find_growth(learns(tick.pace)[slug], learns(pace)[slug], ratings[slug], tick.level)
        return ceil(tick.minutes * growth)

    return tuple(
        CompletedTask(key=tick.key, sitting=tick.sitting, minutes=minutes(tick), level=tick.level, on=tick.on)
        for tick in done
    )


def find_growth(before: SyllabusTopic, after: SyllabusTopic, rating: int, level: int | None) -> Fraction:
    """How many times as many minutes a topic's levels take ``after`` as ``before``.

    Where the ``level`` that a task was done for does not say it, the most that any level asks for.
    """
    levels = [level] if level and level > rating else range(rating + 1, len(after.minutes) + 2)
    growths = [
        Fraction(sum_table_minutes(after, rating, reach), was)
        for reach in levels
        if (was := sum_table_minutes(before, rating, reach))
    ]
    return max(growths, default=Fraction(1))
