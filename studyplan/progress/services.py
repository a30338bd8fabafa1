"""Ticks: what is done, set and read. A tick is explicit state, so setting it twice is the same as once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from studyplan.accounts.models import User
from studyplan.progress.models import Completion

WHOLE = Completion.WHOLE


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """What the user's current plan says of a task: minutes by sitting (0: not split) and the level it leads to."""

    sittings: Mapping[int, int] = field(default_factory=dict)
    level: int | None = None

    @property
    def minutes(self) -> int | None:
        """All of its planned minutes; ``None`` if the plan does not hold the task."""
        return sum(self.sittings.values()) or None


NOT_PLANNED = PlannedTask()


@dataclass(frozen=True, slots=True)
class Ticks:
    """A user's ticks, read once: task key → sitting → level that it was done for."""

    levels: Mapping[str, Mapping[int, int | None]]

    def has(self, task: str, sitting: int, level: int | None) -> bool:
        """Whether this sitting (0: the unsplit task) planned for ``level`` is done.

        A tick of the whole task covers all its sittings, except those that a later, higher target added (rules §8).
        """
        done = self.levels.get(task, {})
        if WHOLE not in done:
            return sitting in done
        whole = done[WHOLE]
        return (sitting in done and sitting != WHOLE) or whole is None or level is None or whole >= level

    def sittings_done(self, task: str, planned: PlannedTask) -> int:
        """How many of the planned sittings are done."""
        return sum(self.has(task, sitting, planned.level) for sitting in planned.sittings)

    def is_done(self, task: str, planned: PlannedTask = NOT_PLANNED) -> bool:
        """Whether all of the task is done: every sitting that is planned, or any tick where none is."""
        if planned.sittings:
            return self.sittings_done(task, planned) == len(planned.sittings)
        return task in self.levels


def ticks_of(user: User) -> Ticks:
    """All ticks of ``user``, in one query."""
    levels: dict[str, dict[int, int | None]] = {}
    for task, sitting, level in user.completions.values_list("task", "sitting", "level"):
        levels.setdefault(task, {})[sitting] = level
    return Ticks(levels)


@transaction.atomic
def set_done(
    user: User, task: str, sitting: int, done: bool, *, planned: PlannedTask, now: datetime, today: date
) -> None:
    """Make ``task`` (or one ``sitting`` of it; 0: the whole) done or not done.

    ``planned`` gives the minutes and level to remember; ``today`` is the user's date at ``now``. A tick that is there
    keeps its time. Taking back one sitting of a task that was ticked whole leaves the other planned sittings done.
    """
    if done:
        tick(user, task, {sitting: planned.sittings.get(sitting) if sitting else planned.minutes}, planned, now, today)
        return
    rows = user.completions.filter(task=task)
    if sitting == WHOLE:
        rows.delete()
        return
    was_whole = rows.filter(sitting=WHOLE).exists()
    rows.filter(Q(sitting=sitting) | Q(sitting=WHOLE)).delete()
    if was_whole:
        others = {number: minutes for number, minutes in planned.sittings.items() if number not in (sitting, WHOLE)}
        tick(user, task, others, planned, now, today)


def tick(
    user: User, task: str, sittings: Mapping[int, int | None], planned: PlannedTask, now: datetime, today: date
) -> None:
    """Store ``sittings`` (number → minutes) as done; what is there already only rises to a higher planned level."""
    Completion.objects.bulk_create(
        (
            Completion(
                user=user, task=task, sitting=number, minutes=minutes, level=planned.level, done_at=now, done_on=today
            )
            for number, minutes in sittings.items()
        ),
        ignore_conflicts=True,
    )
    if planned.level is not None:
        rows = Completion.objects.filter(user=user, task=task, sitting__in=sittings, level__lt=planned.level)
        for number, minutes in sittings.items():
            rows.filter(sitting=number).update(level=planned.level, minutes=F("minutes") + (minutes or 0))


def tick_self_assessments(user: User, slugs: Iterable[str], now: datetime, today: date) -> None:
    """A re-assessment is the task ``self-assessment:<slug>`` of each topic that was rated again."""
    for slug in slugs:
        set_done(user, f"self-assessment:{slug}", WHOLE, True, planned=NOT_PLANNED, now=now, today=today)
