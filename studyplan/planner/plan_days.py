"""The days of the plan's page as data: a line for each task of a day, however many sittings it has on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.planner.documents import StoredAfterDay, StoredDay, StoredTask
from studyplan.planner.page import PlanReader
from studyplan.planner.past import level_of
from studyplan.planner.text import wording
from studyplan.planner.text.instructions import label_sitting, make_instruction
from studyplan.progress.services import NOT_PLANNED, WHOLE
from studyplan.ui.templatetags.ui import as_id


@dataclass(frozen=True, slots=True)
class PlanTick:
    """A control of a line: of one sitting, or of the whole task (0). ``label`` names it for screen readers."""

    sitting: int
    done: bool
    label: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A task of a day with its ``minutes`` on it. ``part``: which of its sittings these are, "" where it is unsplit.

    ``url`` leads to the work, ``about`` to the reasons and the items.
    """

    key: str
    title: str
    part: str
    minutes: int
    url: str
    about: str
    about_id: str
    ticks: tuple[PlanTick, ...]

    @property
    def is_done(self) -> bool:
        return all(tick.done for tick in self.ticks)


@dataclass(frozen=True, slots=True)
class PlanCheckpoint:
    """A day's recalls of one kind, in one line that unfolds."""

    name: str
    lines: tuple[PlanLine, ...]

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.lines)

    @property
    def done(self) -> int:
        return sum(line.is_done for line in self.lines)

    @property
    def topics(self) -> str:
        count = len(self.lines)
        return ngettext("%(count)d topic", "%(count)d topics", count) % {"count": count}


@dataclass(frozen=True)
class DayLines:
    """A day: its ``checkpoints``, then its other ``lines``; ``rest`` says what else it holds.

    ``is_folded``: it is over, and all of it is done.
    """

    date: date
    is_today: bool
    is_past: bool
    checkpoints: tuple[PlanCheckpoint, ...]
    lines: tuple[PlanLine, ...]
    rest: str

    @cached_property
    def minutes(self) -> int:
        parts: tuple[PlanCheckpoint | PlanLine, ...] = (*self.checkpoints, *self.lines)
        return sum(part.minutes for part in parts)

    @property
    def tasks(self) -> str:
        count = len(self.lines) + sum(len(checkpoint.lines) for checkpoint in self.checkpoints)
        return ngettext("%(count)d task done", "%(count)d tasks done", count) % {"count": count}

    @cached_property
    def is_folded(self) -> bool:
        lines = (*self.lines, *(line for checkpoint in self.checkpoints for line in checkpoint.lines))
        return self.is_past and bool(lines) and all(line.is_done for line in lines)


def make_day_lines(reader: PlanReader, stored: StoredDay | StoredAfterDay) -> DayLines:
    checkpoints: dict[str, list[PlanLine]] = {}
    lines: list[PlanLine] = []
    by_key: dict[str, list[StoredTask]] = {}
    for task in stored.tasks:
        by_key.setdefault(task.key, []).append(task)
    for tasks in by_key.values():
        line = make_line(reader, stored.date, tasks)
        if tasks[0].kind in reader.checkpoints:
            checkpoints.setdefault(reader.checkpoints[tasks[0].kind].name, []).append(line)
        else:
            lines.append(line)
    alone = [some[0] for some in checkpoints.values() if len(some) == 1]
    return DayLines(
        stored.date,
        stored.date == reader.today,
        stored.date < reader.today,
        tuple(PlanCheckpoint(name, tuple(some)) for name, some in checkpoints.items() if len(some) > 1),
        (*alone, *lines),
        wording.describe_rest(stored.cards, stored.free) if isinstance(stored, StoredDay) else "",
    )


def make_line(reader: PlanReader, on: date, tasks: Sequence[StoredTask]) -> PlanLine:
    """The sittings ``tasks`` of one task on one day."""
    key, instruction = tasks[0].key, make_instruction(tasks[0], reader.topics)
    title = instruction.title
    return PlanLine(
        key,
        title,
        describe_part(tasks),
        sum(task.minutes for task in tasks),
        instruction.url,
        f"{find_about(key)}?on={on}",
        make_about_id(key, on),
        make_ticks_of(reader, title, tasks),
    )


def make_ticks_of(reader: PlanReader, title: str, tasks: Sequence[StoredTask]) -> tuple[PlanTick, ...]:
    """One for all where the day holds the whole task; one for each sitting where other days hold some."""
    key = tasks[0].key
    planned = reader.planned.get(key, NOT_PLANNED)
    if len(tasks) > 1 and {task.sitting for task in tasks} >= planned.sittings.keys():
        return (PlanTick(WHOLE, reader.ticks.is_done(key, planned), title),)
    return tuple(
        PlanTick(
            task.sitting,
            reader.ticks.has(key, task.sitting, level_of(planned, task.sitting)),
            label_sitting(title, task),
        )
        for task in tasks
    )


def describe_part(tasks: Sequence[StoredTask]) -> str:
    """Which sittings these are: "2 of 3", "1–2 of 3", "1, 3 of 4"; "" where they are all, or there is only one."""
    parts = [task.part.split("/") for task in tasks if task.part]
    numbers = sorted({int(number) for number, _sittings in parts})
    if not numbers or len(numbers) == int(parts[-1][1]):
        return ""
    in_a_row = len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1
    return _("%(parts)s of %(sittings)s") % {
        "parts": f"{numbers[0]}–{numbers[-1]}" if in_a_row else ", ".join(map(str, numbers)),
        "sittings": parts[-1][1],
    }


@lru_cache(maxsize=4096)
def find_about(key: str) -> str:
    return reverse("planner:task_detail", args=[key])


def make_about_id(key: str, on: date) -> str:
    """The id of the element in which a task's reasons and items are shown."""
    return f"about-{as_id(key)}-{on}"
