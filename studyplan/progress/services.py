"""Ticks: what is done, set and read. A tick is explicit state, so setting it twice is the same as once."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from studyplan.accounts.models import User
from studyplan.progress.models import Completion
from studyplan.ui.queries import Parameter, PreparedQuery

WHOLE = Completion.WHOLE
TICKS = PreparedQuery(
    lambda: Completion.objects.filter(user=Parameter("user")).values_list("task", "sitting", "level", "took")
)


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """A task in the user's current plan: minutes by sitting (0: not split) and the level it leads to.

    ``items``: the slugs of the material that it names, each once.
    """

    sittings: Mapping[int, int] = field(default_factory=dict)
    level: int | None = None
    pace: int = 100  # percent, that the minutes include
    items: tuple[str, ...] = ()


NOT_PLANNED = PlannedTask()


@dataclass(frozen=True, slots=True)
class Ticks:
    """A user's ticks, read once: task key → sitting → level that it was done for, and how long it took, if reported."""

    levels: Mapping[str, Mapping[int, int | None]]
    took: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def has(self, task: str, sitting: int, level: int | None) -> bool:
        """Whether this sitting (0: the unsplit task) planned for ``level`` is done.

        A tick of the whole task covers all its sittings, except those that a later, higher target added (rules §8).
        """
        done = self.levels.get(task, {})
        if WHOLE in done and covers(done[WHOLE], level):
            return True
        return sitting != WHOLE and sitting in done

    def sittings_done(self, task: str, planned: PlannedTask) -> int:
        """How many of the planned sittings are done."""
        return sum(self.has(task, sitting, planned.level) for sitting in planned.sittings)

    def is_done(self, task: str, planned: PlannedTask = NOT_PLANNED) -> bool:
        """Whether all of the task is done: every sitting that is planned, or any tick where none is."""
        if planned.sittings:
            return self.sittings_done(task, planned) == len(planned.sittings)
        return task in self.levels

    def took_of(self, task: str, sitting: int) -> str:
        """How long this sitting took: what its own tick says, or else that of the whole; "" if not reported."""
        ticked = sitting if sitting in self.levels.get(task, {}) else WHOLE
        return self.took.get((task, ticked), "")


def covers(whole: int | None, level: int | None) -> bool:
    """Whether a task that was done for the level ``whole`` is done for ``level``, too; ``None``: for any level."""
    return whole is None or level is None or whole >= level


def ticks_of(user: User) -> Ticks:
    """All ticks of ``user``, in one query."""
    return make_ticks(TICKS.fetch(user=user.pk))


def make_ticks(rows: Iterable[tuple[str, int, int | None, str]]) -> Ticks:
    """Ticks from rows of task, sitting, level, and how long it took."""
    levels: dict[str, dict[int, int | None]] = {}
    took_by_sitting: dict[tuple[str, int], str] = {}
    for task, sitting, level, took in rows:
        levels.setdefault(task, {})[sitting] = level
        took_by_sitting[task, sitting] = took
    return Ticks(levels, took_by_sitting)


@transaction.atomic
def set_done(
    user: User, task: str, sitting: int, done: bool, *, planned: PlannedTask, now: datetime, today: date
) -> str:
    """Make ``task`` (or one ``sitting`` of it; 0: the whole) done or not done; return how long it took, if reported.

    ``planned`` gives the minutes and level to remember; ``today`` is the user's date at ``now``. A tick that is there
    keeps its time. Taking back one sitting of a task that was ticked whole leaves the other planned sittings done.
    """
    User.objects.lock(user)
    rows = {row.sitting: row for row in user.completions.filter(task=task)}
    whole = rows.get(WHOLE)
    if whole and not covers(whole.level, planned.level):
        whole = None
    if done:
        if whole is None:
            minutes = planned.sittings.get(sitting) if sitting else sum_unticked_minutes(planned, rows)
            store_completions(user, task, {sitting: minutes}, planned, now, today)
        ticked = rows.get(sitting) or rows.get(WHOLE)
        return ticked.took if ticked else ""
    if sitting == WHOLE:
        user.completions.filter(task=task).delete()
        return ""
    user.completions.filter(task=task, sitting__in=[sitting, WHOLE] if whole else [sitting]).delete()
    if whole:
        others = {number: minutes for number, minutes in planned.sittings.items() if number not in (sitting, WHOLE)}
        store_completions(user, task, others, planned, whole.done_at, whole.done_on, took=whole.took)
    return ""


def sum_unticked_minutes(planned: PlannedTask, ticked: Container[int]) -> int | None:
    """The planned minutes that a tick of the whole adds to sittings ``ticked``; ``None`` if none are planned."""
    if not planned.sittings:
        return None
    return sum(minutes for sitting, minutes in planned.sittings.items() if sitting == WHOLE or sitting not in ticked)


def store_completions(
    user: User,
    task: str,
    sittings: Mapping[int, int | None],
    planned: PlannedTask,
    now: datetime,
    today: date,
    *,
    took: str = "",
) -> None:
    """Store ``sittings`` (number → minutes) as done. What is there stays, but the whole rises to a higher level."""
    Completion.objects.bulk_create(
        (
            Completion(
                user=user,
                task=task,
                sitting=number,
                minutes=minutes,
                pace=planned.pace,
                took=took,
                level=planned.level,
                done_at=now,
                done_on=today,
            )
            for number, minutes in sittings.items()
        ),
        ignore_conflicts=True,
    )
    if WHOLE in sittings and planned.level is not None:
        lower = user.completions.filter(task=task, sitting=WHOLE, level__lt=planned.level)
        lower.update(level=planned.level, minutes=F("minutes") + (sittings[WHOLE] or 0))


def set_took(user: User, task: str, sitting: int, took: str, *, planned: PlannedTask) -> bool:
    """Remember how long a done ``sitting`` took (0: the unsplit task); ``False`` where it is not done.

    A sitting that is done because the whole was ticked has no tick of its own: then the whole's says it.
    """
    rows = user.completions.filter(task=task)
    ticked = dict(rows.values_list("sitting", "level"))
    if not Ticks({task: ticked}).has(task, sitting, planned.level):
        return False
    return rows.filter(sitting=sitting if sitting in ticked else WHOLE).update(took=took) == 1


def tick_self_assessments(user: User, slugs: Iterable[str], now: datetime, today: date) -> None:
    """A re-assessment is the task ``self-assessment:<slug>`` of each topic that was rated again."""
    for slug in slugs:
        set_done(user, f"self-assessment:{slug}", WHOLE, True, planned=NOT_PLANNED, now=now, today=today)
