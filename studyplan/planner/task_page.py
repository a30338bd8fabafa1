"""What the plan's page says of one task on demand: what to do, its items, and why it is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from studyplan.planner.documents import StoredAfterDay, StoredDay, StoredNote
from studyplan.planner.models import Plan
from studyplan.planner.outline import OutlineDay, PlanOutline
from studyplan.planner.page import PlanReader, TaskLine
from studyplan.planner.plan_days import make_about_id
from studyplan.planner.services import days_in, read_afterwards
from studyplan.planner.text.instructions import Instruction
from studyplan.planner.text.items import ItemLink
from studyplan.progress.services import Ticks


@dataclass(frozen=True)
class TaskPage:
    """The sittings of a task on one day, at least one."""

    lines: tuple[TaskLine, ...]

    @property
    def key(self) -> str:
        return self.lines[0].task.key

    @property
    def on(self) -> date:
        return self.lines[0].on

    @cached_property
    def title(self) -> str:
        return self.lines[0].title

    @property
    def url(self) -> str:
        return self.lines[0].instruction.url

    @property
    def instruction(self) -> Instruction:
        """Of the last sitting, whose end is the day's."""
        return self.lines[-1].instruction

    @property
    def minutes(self) -> int:
        return sum(line.task.minutes for line in self.lines)

    @property
    def is_done(self) -> bool:
        return all(line.done for line in self.lines)

    def items(self) -> tuple[ItemLink, ...]:
        """Each once, in the order of the sittings."""
        return tuple(dict.fromkeys(item for line in self.lines if line.names_items for item in line.items))

    @property
    def about_id(self) -> str:
        """The id of the element in which the plan's page shows this."""
        return make_about_id(self.key, self.on)

    @property
    def why(self) -> tuple[str, ...]:
        return self.lines[0].why


def make_task_page(
    plan: Plan, outline: PlanOutline, ticks: Ticks, key: str, on: date | None, today: date
) -> TaskPage | None:
    """The task ``key`` as the plan has it ``on`` that day; else on its first open day, or its last one.

    ``None`` where the plan holds no such task.
    """
    reader = PlanReader(outline.head, ticks, today, outline.planned)
    day = find_day(outline, ticks, key, on)
    stored: tuple[StoredDay | StoredAfterDay, ...] = days_in(plan, (day,)) if day else ()
    if not stored and outline.has_afterwards:
        stored = tuple(day for day in read_afterwards(plan) if any(task.key == key for task in day.tasks))
    tasks = [task for task in stored[0].tasks if task.key == key] if stored else []
    facts: tuple[StoredNote, ...] = tasks[0].reasons[1:] if tasks else ()
    lines = tuple(reader.line(stored[0].date, task, facts) for task in tasks)
    return TaskPage(lines) if lines else None


def find_day(outline: PlanOutline, ticks: Ticks, key: str, on: date | None) -> OutlineDay | None:
    days = [day for day in outline.days if any(sitting.task == key for sitting in day.sittings)]
    opened = (day for day in days if any(sitting.task == key for sitting in outline.open_sittings(day, ticks)))
    there = next((day for day in days if day.on == on), None)
    return there or next(opened, days[-1] if days else None)
