"""Planning at the user's own pace: learning takes so many percent of the usual minutes, and so did what is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from math import ceil

from studyplan.core.model import CompletedTask, Ratings, Syllabus, SyllabusTopic
from studyplan.core.planning.workload import divide_into_tasks, sum_topic_minutes
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
    return replace(taught, topics=topics, policy=replace(policy, learning=weak_least))


def scale_completions(
    taught: Syllabus, ratings: Ratings, done: tuple[StoredCompletion, ...], pace: int
) -> tuple[CompletedTask, ...]:
    """Ticks as core takes them. Minutes that were planned at another pace become those that ``pace`` gives the same.

    Else learning that is done would be planned again, for the minutes by which it takes longer now.
    """
    topics = {topic.slug: topic for topic in taught.topics}
    learns = cache(lambda at: scale_to_pace(taught, at))

    def minutes(tick: StoredCompletion) -> int | None:
        kind, slug, *suffix = tick.key.split(":")
        if tick.minutes is None or tick.pace == pace or suffix or slug not in topics:
            return tick.minutes
        return ceil(tick.minutes * find_growth(kind, topics[slug], ratings[slug], tick.level, learns, tick.pace, pace))

    return tuple(
        CompletedTask(key=tick.key, sitting=tick.sitting, minutes=minutes(tick), level=tick.level, on=tick.on)
        for tick in done
    )


def find_growth(
    kind: str,
    topic: SyllabusTopic,
    rating: int,
    level: int | None,
    learns: Callable[[int], Syllabus],
    before: int,
    after: int,
) -> Fraction:
    """How many times as many minutes a topic's task of ``kind`` takes at the pace ``after`` as at ``before``.

    Where the ``level`` that it was done for does not say it, the most that any level asks for.
    """
    levels = [level] if level and level > rating else range(rating + 1, len(topic.minutes) + 2)
    growths = [
        Fraction(grown, was)
        for reach in levels
        for full in (True, False)
        if (was := sum_task_minutes(learns(before), kind, topic, rating, reach, full=full))
        if (grown := sum_task_minutes(learns(after), kind, topic, rating, reach, full=full))
    ]
    return max(growths, default=Fraction(1))


def sum_task_minutes(taught: Syllabus, kind: str, topic: SyllabusTopic, rating: int, reach: int, *, full: bool) -> int:
    """The minutes of a topic's own task of ``kind``; 0 where its learning has none."""
    same = next(candidate for candidate in taught.topics if candidate.slug == topic.slug)
    minutes = sum_topic_minutes(taught.policy, same, rating, reach, full=full)
    return divide_into_tasks(taught.policy, minutes, reach).get(kind, 0)
