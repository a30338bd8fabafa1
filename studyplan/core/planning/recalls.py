"""Spaced recalls: when each is due, how few days shrink them, and which find no room. Rule: planning §7."""

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from studyplan.core.codes import FocusCode, LeftOutCode, ReasonCode
from studyplan.core.model import CodedNote, LeftOut, note
from studyplan.core.planning.days import StudyDay
from studyplan.core.planning.workload import Work
from studyplan.core.policy import RecallCheckpoint, RecallRules, take_share


@dataclass(frozen=True, slots=True, order=True)
class DueRecall:
    """A recall that waits for its day. The order is that of placing: by date, then study order, then kind."""

    on: date
    place: int  # of the topic in study order
    day: int
    kind: str
    topic: str
    read_on: date

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.topic}"


def shrink_offsets(rules: RecallRules, read_on: date, last_day: date | None) -> list[tuple[RecallCheckpoint, int]]:
    """Each checkpoint with the days from `read_on` to its recall, shrunk where the last study day comes too soon.

    With an interview they shrink so that the last lands on the calendar day before `last_day`, rounded half up, at
    least 1. Rule: planning §7.
    """
    span = rules.checkpoints[-1].day
    days = span if last_day is None else min(span, (last_day - read_on).days - 1)
    return [(checkpoint, max(1, (2 * checkpoint.day * days + span) // (2 * span))) for checkpoint in rules.checkpoints]


class Recalls:
    """The recalls that wait, those placed (as minutes) and those that fall away.

    last_day: the last study day before the interview, None without a date. idle: minutes that recalls may use beyond
    their share of the minutes so far; None: they may use them all. done: keys that are ticked.
    """

    def __init__(
        self, rules: RecallRules, start: date, last_day: date | None, idle: int | None, done: Iterable[str] = ()
    ) -> None:
        self._rules = rules
        self._done = frozenset(done)
        self._start = start
        self._last_day = last_day
        self._idle = idle
        self._waiting: list[DueRecall] = []
        self._so_far = 0
        self._used = 0
        self._lost: list[LeftOut] = []

    def __bool__(self) -> bool:
        return bool(self._waiting)

    @property
    def unplaced(self) -> int:
        """How many recalls fell away or still wait."""
        return len(self._lost) + len(self._waiting)

    def begin(self, topic: str, place: int, read_on: date) -> None:
        """The reading of the topic at `place` in study order ends on `read_on`: its recalls wait from now on."""
        dues: list[DueRecall] = []
        for checkpoint, days in shrink_offsets(self._rules, read_on, self._last_day):
            on = read_on + timedelta(days=days)
            due = DueRecall(on, place, checkpoint.day, checkpoint.kind, topic, read_on)
            if due.key in self._done:
                continue
            if dues and dues[-1].on == on:
                self._lose(due, note(LeftOutCode.RECALL_COLLIDES, stays=dues[-1].kind, due=on))
            else:
                dues.append(due)
        for due in self._not_overtaken(dues):
            insort(self._waiting, due)

    def _not_overtaken(self, dues: list[DueRecall]) -> Iterator[DueRecall]:
        """Of the recalls due before the plan starts only the latest: missed days make no wall."""
        for due, following in zip_longest(dues, dues[1:]):
            if following is not None and following.on < self._start:
                self._lose(due, note(LeftOutCode.RECALL_OVERTAKEN, stays=following.kind, due=due.on))
            else:
                yield due

    def place(self, day: StudyDay) -> None:
        """Put the recalls due on a day before all else, within their share; what finds no room waits."""
        self._so_far += day.minutes
        allowed = day.room
        if self._idle is not None:
            allowed = min(allowed, take_share(self._so_far, self._rules.share) + self._idle - self._used)
        self._put(day, allowed)

    def use_idle(self, days: Iterable[StudyDay]) -> None:
        """Put recalls that found no room within their share into minutes that nothing else uses."""
        for day in days:
            self._put(day, day.room)

    def close(self) -> tuple[LeftOut, ...]:
        """All recalls that fell away, in that order. Those that still wait have found no room."""
        for due in self._waiting:
            self._lose(due, note(LeftOutCode.RECALL_NO_ROOM, due=due.on))
        self._waiting = []
        return tuple(self._lost)

    def _put(self, day: StudyDay, minutes: int) -> None:
        """Put the recalls due on a day into so many of its minutes, one of a topic at most, before all else."""
        if minutes < self._rules.minutes or not self._waiting or self._waiting[0].on > day.on:
            return
        placed = [sitting.work for sitting in day.sittings if sitting.work.focus is FocusCode.RECALL]
        today = {work.topics[0] for work in placed}
        still: list[DueRecall] = []
        for due in self._waiting:
            if due.on <= day.on and due.topic not in today and self._rules.minutes <= minutes:
                day.insert(len(today), self._work(due), self._rules.minutes)
                today.add(due.topic)
                minutes -= self._rules.minutes
                self._used += self._rules.minutes
            else:
                still.append(due)
        self._waiting = still

    def _work(self, due: DueRecall) -> Work:
        cause = note(ReasonCode.CHECKPOINT, topic=due.topic, day=due.day, read_on=due.read_on, due=due.on)
        return Work(due.key, due.kind, (due.topic,), self._rules.minutes, cause, FocusCode.RECALL)

    def _lose(self, due: DueRecall, reason: CodedNote) -> None:
        self._lost.append(LeftOut(due.topic, due.kind, self._rules.minutes, 0, reason))
