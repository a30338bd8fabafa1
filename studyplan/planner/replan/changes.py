"""The difference between the plan in force and one that could replace it: each open task counts once."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from studyplan.core.codes import TaskKind
from studyplan.planner.documents import PlanDocument, StoredTask
from studyplan.planner.past import ONE_WEEK, level_of, tasks_in
from studyplan.progress.services import PlannedTask, Ticks

FIRST_KINDS = frozenset({TaskKind.READ, TaskKind.DERIVE, TaskKind.PRACTICE, TaskKind.IMPLEMENT, TaskKind.RAPID_FIRE})
"""The kinds that a topic's work begins with."""
OWN_KINDS = FIRST_KINDS | {TaskKind.CHEAT_SHEET, TaskKind.MOCK, TaskKind.SELF_ASSESSMENT}
"""The kinds that go with their topic: a sentence about it is one about them."""


@dataclass(frozen=True, slots=True)
class Aim:
    """How far a plan takes a topic, and the week in which its open learning begins (``None``: there is none)."""

    reach: int
    week: int | None


@dataclass(frozen=True, slots=True)
class TopicChange:
    """A topic whose learning begins in another week, comes, goes, or leads to another level.

    An aim is ``None`` where a plan does not know the topic. ``reason``: the code by which the new plan leaves it out.
    """

    slug: str
    before: Aim | None
    after: Aim | None
    reason: str = ""

    @property
    def is_dropped(self) -> bool:
        return bool(self.before and self.before.week) and not (self.after and self.after.week)

    @property
    def weeks(self) -> tuple[int, int] | None:
        """From which week to which, where nothing but that changes."""
        if self.before is None or self.after is None or self.before.reach != self.after.reach:
            return None
        was, will = self.before.week, self.after.week
        return None if was is None or will is None else (was, will)


@dataclass(frozen=True, slots=True)
class TaskChange:
    """An open task that begins on another day; ``None`` where a plan does not hold it."""

    task: StoredTask
    before: date | None
    after: date | None

    @property
    def is_added(self) -> bool:
        return self.before is None

    @property
    def is_dropped(self) -> bool:
        return self.after is None


@dataclass(frozen=True, slots=True)
class Summary:
    """A plan in four figures. ``minutes_left`` are those of what is not done."""

    path: str
    variant: str
    ends_on: date | None
    minutes_left: int


@dataclass(frozen=True, slots=True)
class Changes:
    """``rest``: tasks that are neither recalls nor rehearsals, and that no change of their topic explains."""

    before: Summary
    after: Summary
    topics: tuple[TopicChange, ...]
    recalls: tuple[TaskChange, ...]
    rehearsals: tuple[TaskChange, ...]
    rest: tuple[TaskChange, ...]

    @property
    def is_empty(self) -> bool:
        return self.before == self.after and not (self.topics or self.recalls or self.rehearsals or self.rest)


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that is not done, with its first open day."""

    task: StoredTask
    on: date


def compare_plans(before: PlanDocument, after: PlanDocument, ticks: Ticks) -> Changes:
    """The changes for a user with these ``ticks`` if ``after`` replaced ``before``."""
    old, new = list_open_tasks(before, ticks), list_open_tasks(after, ticks)
    topics = tuple(list_topic_changes(before, after, old, new))
    explained = {change.slug for change in topics}
    moved = [change for change in list_task_changes(old, new) if not is_explained(change.task, explained)]
    recalls = tuple(change for change in moved if change.task.kind.startswith("recall"))
    rehearsals = tuple(change for change in moved if change.task.kind == TaskKind.REHEARSAL)
    return Changes(
        before=summarize(before, ticks),
        after=summarize(after, ticks),
        topics=topics,
        recalls=recalls,
        rehearsals=rehearsals,
        rest=tuple(change for change in moved if change not in recalls and change not in rehearsals),
    )


def list_open_tasks(document: PlanDocument, ticks: Ticks) -> dict[str, OpenTask]:
    """By key. Recalls after the last study day belong to no plan's days, and are left aside."""
    planned = tasks_in(document)
    tasks: dict[str, OpenTask] = {}
    for day in document.days:
        for task in day.tasks:
            if is_open(task, planned, ticks):
                tasks.setdefault(task.key, OpenTask(task, day.date))
    return tasks


def is_open(task: StoredTask, planned: Mapping[str, PlannedTask], ticks: Ticks) -> bool:
    return not ticks.has(task.key, task.sitting, level_of(planned[task.key], task.sitting))


def summarize(document: PlanDocument, ticks: Ticks) -> Summary:
    planned = tasks_in(document)
    minutes_left = sum(task.minutes for day in document.days for task in day.tasks if is_open(task, planned, ticks))
    return Summary(document.path, document.variant, document.ends_on, minutes_left)


def list_task_changes(old: Mapping[str, OpenTask], new: Mapping[str, OpenTask]) -> Iterator[TaskChange]:
    """Those that come or move, in the new plan's order; then those that go."""
    for key, coming in new.items():
        if key not in old or old[key].on != coming.on:
            yield TaskChange(coming.task, old[key].on if key in old else None, coming.on)
    for key, going in old.items():
        if key not in new:
            yield TaskChange(going.task, going.on, None)


def is_explained(task: StoredTask, topics: Container[str]) -> bool:
    return is_own(task) and task.topics[0] in topics


def is_own(task: StoredTask) -> bool:
    """Whether it is of its topic's own learning: nothing that repeats a task, which a suffix tells."""
    return task.kind in OWN_KINDS and len(task.topics) == 1 and task.key.count(":") == 1


def list_topic_changes(
    before: PlanDocument, after: PlanDocument, old: Mapping[str, OpenTask], new: Mapping[str, OpenTask]
) -> Iterator[TopicChange]:
    """The topics whose aims differ, in the new plan's order."""
    aimed, aims = list_aims(before, old, after), list_aims(after, new, after)
    reasons = {left_out.topic: left_out.reason.code for left_out in after.left_out if left_out.kind is None}
    for slug in [*aims, *(slug for slug in aimed if slug not in aims)]:
        was, will = aimed.get(slug), aims.get(slug)
        if was != will and ((was and was.week) or (will and will.week)):
            yield TopicChange(slug, was, will, reasons.get(slug, ""))


def list_aims(document: PlanDocument, tasks: Mapping[str, OpenTask], counting: PlanDocument) -> dict[str, Aim]:
    """Topic → how far, and when. Weeks are as ``counting`` counts them, so that those of two plans are the same."""
    begins: dict[str, date] = {}
    for opened in tasks.values():
        if is_own(opened.task) and opened.task.kind in FIRST_KINDS:
            slug = opened.task.topics[0]
            begins[slug] = min(begins.get(slug, opened.on), opened.on)
    return {
        topic.slug: Aim(topic.reach, find_week(counting, begins[topic.slug]) if topic.slug in begins else None)
        for topic in document.topics
    }


def find_week(document: PlanDocument, on: date) -> int:
    """The week of ``document`` that a day falls into; the first one where it is before all."""
    starts_on, number = document.starts_on, 1
    if document.weeks:
        starts_on, number = document.weeks[0].starts_on, document.weeks[0].number
    return max(1, number + (on - starts_on) // ONE_WEEK)
