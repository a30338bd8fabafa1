"""What is done stays where it was done: the days before a plan's start, and what was done on that day already.

Rule: planning §8.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby

from studyplan.planner.documents import PlanDocument, StoredDay, StoredNote, StoredTask, StoredWeek
from studyplan.progress.services import WHOLE, PlannedTask, Ticks

ONE_WEEK = timedelta(days=7)
SittingKey = tuple[str, int]
"""A task's key and one of its sittings."""


def collect_past(
    before: PlanDocument, ticks: Ticks, done_on: Mapping[SittingKey, date], starts_on: date
) -> tuple[StoredDay, ...]:
    """The days up to ``starts_on`` with what was done on them, as the plan ``before`` held it.

    ``done_on``: the day of each tick. What is ticked counts on the day on which it was done, whenever it was planned.
    """
    planned, began_on = tasks_in(before), before.began_on or before.starts_on
    by_day: dict[date, list[StoredTask]] = {}
    for task in list_tasks(before):
        if ticks.has(task.key, task.sitting, level_of(planned[task.key], task.sitting)):
            on = done_on.get((task.key, task.sitting)) or done_on[task.key, WHOLE]
            by_day.setdefault(max(began_on, min(on, starts_on)), []).append(task)
    return tuple(make_past_day(on, by_day[on]) for on in sorted(by_day))


def make_past_day(on: date, tasks: Iterable[StoredTask]) -> StoredDay:
    """Of its reasons a task keeps the first: whatever else spoke for it speaks for nothing any more."""
    kept = tuple(task.model_copy(update={"reasons": task.reasons[:1]}) for task in tasks)
    return StoredDay(date=on, minutes=sum(task.minutes for task in kept), tasks=kept)


def list_tasks(document: PlanDocument) -> Iterator[StoredTask]:
    """All that the plan holds, and all that came before it."""
    for day in document.past:
        yield from day.tasks
    yield from document.tasks


def tasks_in(document: PlanDocument) -> dict[str, PlannedTask]:
    """Each task's sittings with their minutes, those of the past too, and the level that its topic is taken to.

    A task that was done whole for a lower level is no sitting of what is planned of it now.
    """
    reach = {topic.slug: topic.reach for topic in document.topics}
    sittings: dict[str, dict[int, int]] = {}
    levels: dict[str, int | None] = {}
    items: dict[str, dict[str, None]] = {}
    for task in document.tasks:
        sittings.setdefault(task.key, {})[task.sitting] = task.minutes
        items.setdefault(task.key, {}).update((item.slug, None) for item in task.items)
        levels[task.key] = reach.get(task.topics[0]) if len(task.topics) == 1 else None
    for day in document.past:
        for task in day.tasks:
            if task.sitting != WHOLE or task.key not in levels:
                sittings.setdefault(task.key, {}).setdefault(task.sitting, task.minutes)
    return {
        key: PlannedTask(minutes, levels.get(key), document.pace, tuple(items.get(key, ())))
        for key, minutes in sittings.items()
    }


def level_of(planned: PlannedTask, sitting: int) -> int | None:
    """The level for which a sitting must be done; ``None``, for any, where it belongs to the past alone."""
    return planned.level if sitting in planned.sittings else None


def weeks_with_past(document: PlanDocument) -> tuple[StoredWeek, ...]:
    """All weeks since the first plan for this goal began; those that are over hold what was done."""
    began_on = document.began_on or document.starts_on
    weeks = {week.number: week for week in document.weeks}

    def number_of(day: StoredDay) -> int:
        return (day.date - began_on) // ONE_WEEK + 1

    for number, days in groupby(document.past, number_of):
        week = weeks.get(number) or make_past_week(number, began_on + ONE_WEEK * (number - 1))
        weeks[number] = week.model_copy(update={"days": join_days(tuple(days), week.days)})
    return tuple(weeks[number] for number in sorted(weeks))


def make_past_week(number: int, starts_on: date) -> StoredWeek:
    focus = StoredNote(code="past", params={"topics": ()})
    return StoredWeek(number=number, starts_on=starts_on, focus=focus, topics=(), days=())


def join_days(past: tuple[StoredDay, ...], planned: tuple[StoredDay, ...]) -> tuple[StoredDay, ...]:
    """Days in order; on one that is in both, what is done comes first."""
    days = {day.date: day for day in planned}
    for day in past:
        days[day.date] = join_day(day, days[day.date]) if day.date in days else day
    return tuple(days[on] for on in sorted(days))


def join_day(past: StoredDay, planned: StoredDay) -> StoredDay:
    return planned.model_copy(
        update={"tasks": (*past.tasks, *planned.tasks), "minutes": past.minutes + planned.minutes}
    )
