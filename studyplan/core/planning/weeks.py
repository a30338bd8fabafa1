"""Filled days as weeks, days and tasks, with sittings numbered and reasons given. Rules: planning §6, §8."""

from collections import Counter
from collections.abc import Sequence

from studyplan.core.codes import FocusCode, ReasonCode
from studyplan.core.model import Day, Note, Reason, Task, Week, note
from studyplan.core.planning.context import Frame
from studyplan.core.planning.days import Slot, week_of, week_start
from studyplan.core.planning.layout import Course
from studyplan.core.planning.reasons import reasons

RITUALS = (FocusCode.RECALL, FocusCode.LAST_DAY)


class Calendar:
    """Turns slots, in the order of their dates, into days and weeks."""

    def __init__(self, frame: Frame, course: Course, slots: Sequence[Slot]) -> None:
        self._frame = frame
        self._days = {slot.on: day for slot, day in zip(slots, _days(frame, course, slots), strict=True)}

    def days(self, slots: Sequence[Slot]) -> tuple[Day, ...]:
        """The days of these slots."""
        return tuple(self._days[slot.on] for slot in slots)

    def weeks(self, slots: Sequence[Slot]) -> tuple[Week, ...]:
        """The weeks from the first to that of the last of these slots, those without a task included."""
        start = self._frame.start
        by_week: dict[int, list[Slot]] = {}
        for slot in slots:
            by_week.setdefault(week_of(start, slot.on), []).append(slot)
        begun: set[str] = set()
        weeks = []
        for number in range(1, max(by_week, default=0) + 1):
            own = by_week.get(number, [])
            topics = tuple(slug for slug in _learned(own) if slug not in begun)
            begun.update(topics)
            weeks.append(Week(number, week_start(start, number), self._focus(own), topics, self.days(own)))
        return tuple(weeks)

    def _focus(self, slots: Sequence[Slot]) -> Note:
        """What most minutes of a week go to; recalls and the last day count only where there is nothing else."""
        minutes: Counter[FocusCode] = Counter()
        topics: dict[FocusCode, dict[str, None]] = {}
        for slot in slots:
            for sitting in slot.sittings:
                focus = sitting.work.focus
                minutes[focus] += 0 if focus in RITUALS else sitting.minutes
                own = sitting.work.topics if len(sitting.work.topics) == 1 else ()
                topics.setdefault(focus, {}).update(dict.fromkeys(own))
        if not minutes:
            return note(FocusCode.REST, topics=())
        focus = max(minutes, key=lambda each: minutes[each])
        names = tuple(topics[focus])
        if focus is FocusCode.BLOCK:
            tiers = dict.fromkeys(self._frame.standing.by_slug[slug].topic.tier for slug in names)
            return note(focus, topics=names, tiers=tuple(tiers))
        return note(focus, topics=names)


def _learned(slots: Sequence[Slot]) -> dict[str, None]:
    """The topics whose own learning lies on these days, in that order."""
    works = (sitting.work for slot in slots for sitting in slot.sittings)
    return {work.topics[0]: None for work in works if work.cause.code is ReasonCode.LEARN}


def _days(frame: Frame, course: Course, slots: Sequence[Slot]) -> list[Day]:
    """Slots as days. A task in several sittings, or one begun before, has them numbered on from those done."""
    parts = Counter(sitting.work.key for slot in slots for sitting in slot.sittings)
    first = {key: frame.ledger.next_sitting(key) or int(count > 1) for key, count in parts.items()}
    number = dict(first)
    known: dict[str, tuple[Reason, ...]] = {}
    days = []
    for slot in slots:
        tasks = []
        for sitting in slot.sittings:
            work = sitting.work
            if work.key not in known:
                known[work.key] = reasons(frame, course, work)
            own = number[work.key]
            part = (own, first[work.key] + parts[work.key] - 1) if own else None
            tasks.append(Task(work.key, work.kind, work.topics, sitting.minutes, own, part, known[work.key]))
            number[work.key] += 1
        days.append(Day(slot.on, sum(task.minutes for task in tasks), tuple(tasks)))
    return days
