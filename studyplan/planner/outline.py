"""A plan in short, stored beside its document: what pages count, and where in the document each day stands.

A document holds why each task is there, some 90 KB for six weeks; a page shows a day of it, or a week.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from studyplan.planner.documents import PlanDocument, StoredModel, StoredTask, StoredWeek
from studyplan.planner.past import ONE_WEEK, tasks_in, weeks_with_past
from studyplan.progress.services import PlannedTask, Ticks

NOWHERE = -1


class SittingMinutes(NamedTuple):
    """One sitting of one task (0: the unsplit task), and its minutes."""

    task: str
    sitting: int
    minutes: int


class OutlineDay(NamedTuple):
    """A study day, or one that is over, and its places in the document, each counted from 0 (``NOWHERE``: none).

    ``week`` and ``day``: among the weeks, and within that week. ``past``: among the days that hold what was done.
    ``free``: the day's minutes that nothing is planned for.
    """

    on: date
    week: int
    day: int
    sittings: tuple[SittingMinutes, ...]
    past: int = NOWHERE
    free: int = 0

    @property
    def minutes(self) -> int:
        return sum(sitting.minutes for sitting in self.sittings)


class OutlineTask(StoredModel):
    """A task's sittings with their minutes, and the level (1–5) that its topic is taken to.

    ``items``: the slugs of those that each sitting names, where it names any.
    """

    sittings: dict[int, int]
    level: int | None
    items: dict[int, tuple[str, ...]] = {}


class PlanOutline(StoredModel):
    """``head`` is the document without its days, past ones too; its weeks are all since the first plan for this goal.

    What was done before this plan counts in ``tasks`` and ``days`` like what it plans.
    """

    pace: int  # percent of the usual minutes that learning takes
    head: PlanDocument
    tasks: dict[str, OutlineTask]
    days: tuple[OutlineDay, ...]
    has_afterwards: bool

    @property
    def planned(self) -> Mapping[str, PlannedTask]:
        """The tasks, by key."""
        return OutlinedTasks(self)

    def is_done(self, sitting: SittingMinutes, ticks: Ticks) -> bool:
        task = self.tasks[sitting.task]
        # As past.level_of: what belongs to the past alone is done for any level.
        level = task.level if sitting.sitting in task.sittings else None
        return ticks.has(sitting.task, sitting.sitting, level)

    def open_sittings(self, day: OutlineDay, ticks: Ticks) -> Iterator[SittingMinutes]:
        return (sitting for sitting in day.sittings if not self.is_done(sitting, ticks))

    def minutes_open(self, day: OutlineDay, ticks: Ticks) -> int:
        return sum(sitting.minutes for sitting in self.open_sittings(day, ticks))

    def count_missed(self, ticks: Ticks, today: date) -> int:
        """Sittings of days before ``today`` that are not done."""
        return sum(1 for day in self.days if day.on < today for _sitting in self.open_sittings(day, ticks))

    def minutes_done(self, ticks: Ticks) -> int:
        """Minutes of what is done; recalls after the last study day are not among them."""
        return sum(day.minutes for day in self.days) - self.minutes_left(ticks)

    def minutes_left(self, ticks: Ticks) -> int:
        """Minutes of what is not done yet."""
        return sum(self.minutes_open(day, ticks) for day in self.days)

    def day_on(self, on: date) -> OutlineDay | None:
        return next((day for day in self.days if day.on == on), None)

    def week_on(self, on: date) -> int | None:
        """The number of the week that ``on`` falls into, or of the first one where ``on`` is before it."""
        ahead = (week.number for week in self.head.weeks if on < week.starts_on + timedelta(days=7))
        return next(ahead, None)

    def week_numbered(self, number: int) -> StoredWeek | None:
        """Weeks count on from the first plan for a goal: those before this one's have no place in it."""
        return next((week for week in self.head.weeks if week.number == number), None)

    def days_of(self, number: int) -> tuple[OutlineDay, ...]:
        """The study days of the week with this number."""
        week = self.week_numbered(number)
        return tuple(day for day in self.days if week and timedelta(0) <= day.on - week.starts_on < ONE_WEEK)


class OutlinedTasks(Mapping[str, PlannedTask]):
    """The tasks of an outline, each made when it is asked for: most pages show a few of some hundred."""

    def __init__(self, outline: PlanOutline) -> None:
        self.outline = outline

    def __getitem__(self, key: str) -> PlannedTask:
        return make_planned(self.outline.tasks[key], self.outline.pace)

    def __iter__(self) -> Iterator[str]:
        return iter(self.outline.tasks)

    def __len__(self) -> int:
        return len(self.outline.tasks)


def make_planned(task: OutlineTask, pace: int) -> PlannedTask:
    items = dict.fromkeys(slug for slugs in task.items.values() for slug in slugs)
    return PlannedTask(task.sittings, task.level, pace, tuple(items))


def make_outline(document: PlanDocument) -> PlanOutline:
    weeks = tuple(week.model_copy(update={"days": ()}) for week in weeks_with_past(document))
    items: dict[str, dict[int, tuple[str, ...]]] = {}
    for task in document.tasks:
        if task.items:
            items.setdefault(task.key, {})[task.sitting] = tuple(item.slug for item in task.items)
    return PlanOutline(
        pace=document.pace,
        head=document.model_copy(update={"weeks": weeks, "afterwards": (), "past": ()}),
        tasks={
            key: OutlineTask(sittings=dict(task.sittings), level=task.level, items=items.get(key, {}))
            for key, task in tasks_in(document).items()
        },
        days=tuple(list_days(document)),
        has_afterwards=bool(document.afterwards),
    )


def list_days(document: PlanDocument) -> Iterator[OutlineDay]:
    """All days in order; one on which something was done before this plan, and more is planned, is one of them."""
    past = {day.date: place for place, day in enumerate(document.past)}
    planned = {
        day.date: (week, place) for week, of_week in enumerate(document.weeks) for place, day in enumerate(of_week.days)
    }
    for on in sorted({*past, *planned}):
        week, place = planned.get(on, (NOWHERE, NOWHERE))
        tasks, free = document.past[past[on]].tasks if on in past else (), 0
        if on in planned:
            day = document.weeks[week].days[place]
            tasks, free = (*tasks, *day.tasks), day.free
        yield OutlineDay(on, week, place, tuple(map(make_sitting, tasks)), past.get(on, NOWHERE), free)


def make_sitting(task: StoredTask) -> SittingMinutes:
    return SittingMinutes(task.key, task.sitting, task.minutes)
