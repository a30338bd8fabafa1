"""How much there is to do: a topic's minutes, the tracker tasks that they divide into, and what is left of each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from studyplan.core.codes import FocusCode, ReasonCode, TaskKind
from studyplan.core.model import CodedNote, CompletedTask, Syllabus, SyllabusTopic, note
from studyplan.core.policy import PlanningPolicy, take_share
from studyplan.core.scoring import TopicScore


@dataclass(frozen=True, slots=True)
class Work:
    """A task that has no day yet: `minutes` are those left to do, `cause` the rule that asks for it.

    whole: it loses its point when split, as a set against the clock does.
    """

    key: str
    kind: str
    topics: tuple[str, ...]
    minutes: int
    cause: CodedNote
    focus: FocusCode
    whole: bool = False


def sum_table_minutes(topic: SyllabusTopic, rating: int, reach: int) -> int:
    """Minutes from the level `rating` to the level `reach` by the table. Rule: planning §4."""
    return sum(topic.minutes[rating - 1 : reach - 1])


def sum_topic_minutes(policy: PlanningPolicy, topic: SyllabusTopic, rating: int, reach: int, *, full: bool) -> int:
    """Minutes from `rating` to `reach` by the table; where `full`, a weak topic gets its least. Rule: planning §4."""
    minutes = sum_table_minutes(topic, rating, reach)
    if full and minutes and rating < policy.levels.weak_below:
        return max(minutes, policy.learning.weak_least)
    return minutes


def divide_into_tasks(policy: PlanningPolicy, minutes: int, reach: int) -> dict[str, int]:
    """Kind → minutes of the tasks that take a topic to the level `reach`, in the order of doing. Rule: planning §4.

    They add up to `minutes`, which must hold the review's tasks and the least reading.
    """
    rules, step = policy.learning, policy.days.step
    rest = minutes - rules.review
    read = max(rules.read_least, _round_down(take_share(rest, rules.read_share), step))
    derive = _round_down(take_share(rest, rules.derive_share), step) if reach >= policy.levels.derive else 0
    tasks = {
        TaskKind.READ: read,
        TaskKind.SELF_ASSESSMENT: rules.self_assessment,
        TaskKind.DERIVE: derive,
        TaskKind.PRACTICE: rest - read - derive,
        TaskKind.CHEAT_SHEET: rules.cheat_sheet,
        TaskKind.MOCK: rules.mock,
    }
    return {kind: length for kind, length in tasks.items() if length}


class CompletedWork:
    """The ticked work, by task key. Rule: planning §8."""

    def __init__(self, policy: PlanningPolicy, done: Iterable[CompletedTask], start: date) -> None:
        self._policy = policy
        self._start = start
        self._entries: dict[str, list[CompletedTask]] = {}
        for completion in done:
            self._entries.setdefault(completion.key, []).append(completion)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The keys that bear a tick, in alphabetical order."""
        return tuple(sorted(self._entries))

    def next_sitting(self, key: str) -> int:
        """The number of the sitting to come; 0 where nothing is ticked. A tick of the whole counts as the first."""
        entries = self._entries.get(key)
        return max(max(entry.sitting for entry in entries), 1) + 1 if entries else 0

    def ended_on(self, key: str) -> date | None:
        """The date of the latest tick; the start where no date is known; None where nothing is ticked."""
        entries = self._entries.get(key)
        return max(entry.on or self._start for entry in entries) if entries else None

    def left(self, key: str, minutes: int) -> int:
        """Minutes left of a task that knows no levels: none once the whole is ticked."""
        return self._left(key, minutes, lambda _entry: minutes)

    def learning_minutes_left(
        self, key: str, minutes: int, rating: int, reach: int, planned: Callable[[int], int]
    ) -> int:
        """Minutes left of a learning task that takes `minutes` from `rating` to `reach`.

        What was done for a level up to the rating is in the rating already and counts no more. The whole done for a
        level below `reach` counts the minutes that were `planned` for that level.
        """

        def worth(entry: CompletedTask) -> int:
            if entry.level is None or entry.level >= reach > rating:
                return minutes
            if entry.level <= rating:
                return 0
            known = planned(entry.level)
            return known if entry.minutes is None else min(known, entry.minutes)

        return self._left(key, minutes, worth, rating)

    def _left(self, key: str, minutes: int, whole: Callable[[CompletedTask], int], rating: int = 0) -> int:
        left = minutes
        for entry in self._entries.get(key, ()):
            if not entry.sitting:
                left -= whole(entry)
            elif entry.level is None or entry.level > rating:
                left -= self._policy.days.longest_sitting if entry.minutes is None else entry.minutes
        step = self._policy.days.step
        return max(0, -(-left // step) * step)


class Workload:
    """The tasks of topics against a goal, less what is completed."""

    def __init__(self, syllabus: Syllabus, completed: CompletedWork) -> None:
        self.policy = syllabus.policy
        self.completed = completed

    def learning_left(self, score: TopicScore, reach: int, *, full: bool) -> dict[str, int]:
        """Minutes left of each tracker task that takes a topic from its rating to `reach`, by kind, without zeros."""

        def planned(level: int) -> dict[str, int]:
            minutes = sum_topic_minutes(self.policy, score.topic, score.rating, level, full=full)
            return divide_into_tasks(self.policy, minutes, level) if minutes else {}

        left = {
            kind: self.completed.learning_minutes_left(
                f"{kind}:{score.slug}",
                minutes,
                score.rating,
                reach,
                lambda level, kind=kind: planned(level).get(kind, 0),  # type: ignore[misc]
            )
            for kind, minutes in planned(reach).items()
        }
        return {kind: minutes for kind, minutes in left.items() if minutes}

    def minutes_left(self, score: TopicScore, reach: int, *, full: bool) -> int:
        """Minutes of a topic's learning that are left up to `reach`."""
        return sum(self.learning_left(score, reach, full=full).values())

    def learning(self, score: TopicScore, reach: int, focus: FocusCode, *, full: bool) -> tuple[Work, ...]:
        """The tasks left of a topic's own learning, in the order of doing. Rule: planning §4."""
        cause = note(ReasonCode.LEARN, topic=score.slug)
        left = self.learning_left(score, reach, full=full)
        return tuple(
            Work(f"{kind}:{score.slug}", kind, (score.slug,), minutes, cause, focus) for kind, minutes in left.items()
        )

    def review(self, score: TopicScore, focus: FocusCode) -> tuple[Work, ...]:
        """The review of a topic at its target: the tracker's short tasks. Rule: planning §4."""
        rules = self.policy.learning
        cause = note(ReasonCode.REVIEW, topic=score.slug, target=score.target)
        tasks = (
            (TaskKind.SELF_ASSESSMENT, rules.self_assessment),
            (TaskKind.CHEAT_SHEET, rules.cheat_sheet),
            (TaskKind.MOCK, rules.mock),
        )
        works = (
            self.make_work(f"{kind}:{score.slug}", kind, (score.slug,), minutes, cause, focus)
            for kind, minutes in tasks
        )
        return tuple(work for work in works if work.minutes)

    def make_work(
        self,
        key: str,
        kind: str,
        topics: tuple[str, ...],
        minutes: int,
        cause: CodedNote,
        focus: FocusCode,
        *,
        whole: bool = False,
    ) -> Work:
        """A task that knows no levels, with the minutes that are left of it: 0 where it is done."""
        return Work(key, kind, topics, self.completed.left(key, minutes), cause, focus, whole)


def _round_down(minutes: int, step: int) -> int:
    return minutes - minutes % step
