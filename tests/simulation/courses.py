"""What a strategy makes of the days: our plan, re-reading, nothing. The roadmap's table is in `table.py`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from studyplan.core.codes import TaskKind
from tests.simulation.learners import START, SYLLABUS, TOPICS, Learner

LEVELS = range(2, SYLLABUS.top_level + 1)
WHOLE = dict.fromkeys(TOPICS, LEVELS)


class Way(Enum):
    """What a session does with key points."""

    READ = "read"  # the page from its beginning, then again
    SKIM = "skim"  # re-reading what was met longest ago
    RECALL = "recall"  # trying to recall what was met longest ago


WAYS: dict[str, Way] = {TaskKind.READ: Way.READ, TaskKind.CHEAT_SHEET: Way.SKIM, TaskKind.SKIM: Way.SKIM}


@dataclass(frozen=True, slots=True)
class Session:
    """Minutes on topics, in equal parts; no topics: those stumbled on most so far."""

    way: Way
    topics: tuple[str, ...]
    minutes: int


Days = Mapping[int, Sequence[Session]]  # counted from the first


@dataclass(frozen=True)
class Course:
    """A strategy laid over days; the levels that each topic's readings, and its other sessions, are about."""

    days: Days
    read: Mapping[str, range]
    scope: Mapping[str, range]


@dataclass(frozen=True, slots=True)
class Part:
    """Something to do with its share of the minutes; `day_0`: it ends on day 0 of its topic's checkpoints."""

    share: Fraction
    way: Way
    topics: tuple[str, ...]
    day_0: bool = False


def nothing(_learner: Learner) -> Course:
    """Nobody studies."""
    return Course({}, WHOLE, WHOLE)


def plan(learner: Learner) -> Course:
    """Our plan's tasks; all that is neither reading nor a cheat sheet asks to recall."""
    days = {
        (day.on - START).days: tuple(
            Session(WAYS.get(task.kind, Way.RECALL), task.topics, task.minutes) for task in day.tasks
        )
        for week in learner.plan.weeks
        for day in week.days
    }
    topics = learner.plan.topics
    read = {topic.slug: range(topic.rating + 1, topic.reach + 1) for topic in topics}
    return Course(
        days, read, {topic.slug: range(LEVELS.start, max(topic.rating, topic.target) + 1) for topic in topics}
    )


def reading_on(learner: Learner) -> Course:
    """Our plan, but the minutes of recalls go on with reading the same topics up to their targets."""
    course = plan(learner)
    checkpoints = {checkpoint.kind for checkpoint in SYLLABUS.policy.recalls.checkpoints}
    days = {
        (day.on - START).days: tuple(
            replace(session, way=Way.READ) if task.kind in checkpoints else session
            for task, session in zip(day.tasks, course.days[(day.on - START).days], strict=True)
        )
        for week in learner.plan.weeks
        for day in week.days
    }
    below = {topic.slug: range(topic.rating + 1, topic.target + 1) for topic in learner.plan.topics}
    return replace(course, days=days, read={slug: below[slug] or course.scope[slug] for slug in TOPICS})


def massed(learner: Learner) -> Course:
    """One topic after another, nothing but reading."""
    days: dict[int, tuple[Session, ...]] = {}
    parts = Cut([Part(Fraction(1), Way.READ, (topic,)) for topic in TOPICS], learner.plan.minutes.planned)
    for day, minutes in minutes_of(learner).items():
        days[day] = tuple(session for session, _ in parts.take(minutes))
    return Course(days, WHOLE, WHOLE)


def minutes_of(learner: Learner) -> dict[int, int]:
    """The minutes of each day on which our plan studies: every strategy gets these."""
    return {(day.on - START).days: day.minutes for week in learner.plan.weeks for day in week.days}


class Cut:
    """Parts cut from `minutes` by their shares, in order, a piece at a time; the last takes what is left over."""

    def __init__(self, parts: Sequence[Part], minutes: int) -> None:
        whole = sum(part.share for part in parts)
        so_far, ends = Fraction(0), []
        for part in parts:
            so_far += part.share
            ends.append(int(minutes * so_far / whole))
        self._ends = list(zip(parts, ends, strict=True))
        self._spent = 0

    def take(self, minutes: int) -> Iterable[tuple[Session, Part | None]]:
        """The next `minutes` as sessions, each with the part that it ends, or None."""
        while minutes > 0:
            while len(self._ends) > 1 and self._ends[0][1] <= self._spent:
                self._ends.pop(0)
            part, end = self._ends[0]
            piece = minutes if len(self._ends) == 1 else min(minutes, end - self._spent)
            self._spent += piece
            minutes -= piece
            yield Session(part.way, part.topics, piece), part if self._spent >= end else None
