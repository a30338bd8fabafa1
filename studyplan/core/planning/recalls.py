"""Spaced recalls: when each is due, how few days shrink them, and which find no room. Rule: planning §7."""

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from studyplan.core.codes import FocusCode, ReasonCode
from studyplan.core.model import note
from studyplan.core.planning.days import StudyDay
from studyplan.core.planning.workload import CompletedWork, Work
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
    their share of the minutes so far; None: they may use them all. completed: what is ticked.
    """

    def __init__(
        self,
        rules: RecallRules,
        start: date,
        last_day: date | None,
        idle: int | None,
        completed: CompletedWork | None = None,
    ) -> None:
        self._rules = rules
        self._completed = completed
        self._start = start
        self._last_day = last_day
        self._idle = idle
        self._waiting: list[DueRecall] = []
        self._so_far = 0
        self._used = 0
        self._lost = 0
        self._last: dict[str, date] = {}  # topic → its latest recall so far

    def __bool__(self) -> bool:
        return bool(self._waiting)

    @property
    def unplaced(self) -> int:
        """How many recalls fell away or still wait."""
        return self._lost + len(self._waiting)

    def begin(self, topic: str, place: int, read_on: date) -> None:
        """The reading of the topic at `place` in study order ends on `read_on`: its recalls wait from now on."""
        dues: list[DueRecall] = []
        for checkpoint, days in shrink_offsets(self._rules, read_on, self._last_day):
            due = DueRecall(read_on + timedelta(days=days), place, checkpoint.day, checkpoint.kind, topic, read_on)
            done_on = self._completed.ended_on(due.key) if self._completed else None
            if done_on is not None:
                self._last[topic] = max(done_on, self._last.get(topic, done_on))
            elif self._completed is None or due.key not in self._completed.record.skipped:
                dues.append(due)
        for due in self._not_overtaken(dues):
            insort(self._waiting, due)

    def _not_overtaken(self, dues: list[DueRecall]) -> Iterator[DueRecall]:
        """Of the recalls due before the plan starts only the latest: missed days make no wall."""
        for due, following in zip_longest(dues, dues[1:]):
            if following is not None and following.on < self._start:
                self._lost += 1
            else:
                yield due

    def place(self, day: StudyDay) -> None:
        """Put the recalls due on a day before all else, within their share; what finds no room waits."""
        self._so_far += day.minutes
        allowed = day.room
        if self._idle is not None:
            allowed = min(allowed, take_share(self._so_far, self._rules.share) + self._idle - self._used)
        self._put(day, allowed)

    def note_free(self, minutes: int) -> None:
        """Minutes of a day stay free although learning waits: they come off the recalls' share."""
        self._used += minutes

    def use_idle(self, days: Iterable[StudyDay]) -> None:
        """Put recalls that found no room within their share into minutes that nothing else uses."""
        for day in days:
            self._put(day, day.room)

    def _put(self, day: StudyDay, minutes: int) -> None:
        """Put the recalls due on a day into so many of its minutes before all else, each topic's in their order."""
        if minutes < self._rules.minutes or not self._waiting or self._waiting[0].on > day.on:
            return
        placed = sum(sitting.work.focus is FocusCode.RECALL for sitting in day.sittings)
        still: list[DueRecall] = []
        behind: set[str] = set()  # topics of which an earlier recall still waits
        for due in self._waiting:
            if due.topic not in behind and self._is_open(due, day.on, placed) and self._rules.minutes <= minutes:
                day.insert(placed, self._make_work(due), self._rules.minutes)
                self._last[due.topic] = day.on
                placed += 1
                minutes -= self._rules.minutes
                self._used += self._rules.minutes
            else:
                still.append(due)
            behind.add(due.topic)
        self._waiting = still

    def _is_open(self, due: DueRecall, on: date, placed: int) -> bool:
        """Whether a recall is due on a day that has few recalls, not too soon after the topic's last."""
        last = self._last.get(due.topic)
        if last is not None and (on - last).days < self._rules.days_between:
            return False
        deferred = self._completed.record.deferred.get(due.key, on) if self._completed else on
        return due.on <= on and deferred <= on and placed < self._rules.most_a_day

    def _make_work(self, due: DueRecall) -> Work:
        cause = note(ReasonCode.CHECKPOINT, topic=due.topic, day=due.day, read_on=due.read_on, due=due.on)
        return Work(due.key, due.kind, (due.topic,), self._rules.minutes, cause, FocusCode.RECALL)
