"""A plan as pages show it: days of tasks with their ticks, reasons in sentences, instructions. Templates only print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from studyplan.catalog import pages
from studyplan.catalog.files.schema import TrackCheckpoint
from studyplan.catalog.models import Topic
from studyplan.catalog.track import track
from studyplan.planner.documents import PlanDocument, StoredLeftOut, StoredTask, StoredWeek
from studyplan.planner.outline import tasks_in
from studyplan.planner.text import advice, wording
from studyplan.planner.text.instructions import Instruction, make_instruction
from studyplan.planner.text.names import Names, load_names
from studyplan.planner.text.reasons import ReasonWriter
from studyplan.progress.services import PlannedTask, Ticks


@dataclass(frozen=True)
class TaskLine:
    """One sitting of a task, with its tick. Its texts are written when they are shown: most lines are only counted."""

    task: StoredTask
    done: bool
    took: str  # what its tick says (progress.models.Completion.Took)
    reasons: ReasonWriter = field(repr=False)
    topics: Mapping[str, Topic] = field(repr=False)

    @cached_property
    def instruction(self) -> Instruction:
        return make_instruction(self.task, self.topics)

    @cached_property
    def title(self) -> str:
        return self.instruction.title

    @cached_property
    def why(self) -> tuple[str, ...]:
        return self.reasons.write(self.task.reasons)

    @cached_property
    def label(self) -> str:
        """The name of the tick, for screen readers."""
        if not self.task.part:
            return self.title
        return _("%(title)s, sitting %(part)s") % {"title": self.title, "part": self.task.part}


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks shown together: one day's recalls of a kind are one checkpoint, with its exercises; others stand alone."""

    name: str
    exercises: tuple[str, ...]
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True)
class DayView:
    date: date
    groups: tuple[TaskGroup, ...]
    is_today: bool

    @cached_property
    def lines(self) -> tuple[TaskLine, ...]:
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def minutes(self) -> int:
        return sum(line.task.minutes for line in self.lines)

    @property
    def minutes_done(self) -> int:
        return sum(line.task.minutes for line in self.lines if line.done)

    @property
    def outline(self) -> dict[str, int]:
        """Headings with their minutes, the sittings of one task together."""
        minutes: dict[str, int] = {}
        for line in self.lines:
            minutes[line.instruction.title] = minutes.get(line.instruction.title, 0) + line.task.minutes
        return minutes

    @property
    def is_done(self) -> bool:
        return all(line.done for line in self.lines)


@dataclass(frozen=True, slots=True)
class WeekView:
    week: StoredWeek
    days: tuple[DayView, ...]
    is_open: bool
    names: Names = field(repr=False)

    @property
    def number(self) -> int:
        return self.week.number

    @property
    def starts_on(self) -> date:
        return self.week.starts_on

    @property
    def focus(self) -> str:
        return wording.describe_focus(self.names, self.week.focus)

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=6)

    @property
    def minutes(self) -> int:
        return sum(day.minutes for day in self.days)

    @property
    def minutes_done(self) -> int:
        return sum(day.minutes_done for day in self.days)


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """Something that the goal asks for and the plan does not hold."""

    item: StoredLeftOut
    topic: Topic
    name: str  # of the checkpoint; "" where levels are missing
    why: str
    keeping: str = ""  # what taking the topic to its target would cost and push out


class PlanReader:
    """Turns parts of one stored plan into what pages show, with names and ticks at hand."""

    def __init__(
        self, document: PlanDocument, ticks: Ticks, today: date, planned: Mapping[str, PlannedTask] | None = None
    ) -> None:
        """Read ``document``, or with ``planned`` (all its tasks) as much of it as there is."""
        self.document = document
        self.ticks = ticks
        self.today = today
        self.names = load_names()
        self.reasons = ReasonWriter(self.names)
        self.topics: Mapping[str, Topic] = pages.all_topics()
        self.planned: Mapping[str, PlannedTask] = tasks_in(document) if planned is None else planned
        self.checkpoints: dict[str, TrackCheckpoint] = {
            checkpoint.kind: checkpoint for checkpoint in track().checkpoints if checkpoint.kind
        }

    def weeks(self) -> tuple[WeekView, ...]:
        """All weeks; this one is open, or the first that is still ahead."""
        current = next((week.number for week in self.document.weeks if self.today < self.end_of(week)), None)
        return tuple(
            WeekView(
                week,
                tuple(self.day(day.date, day.tasks) for day in week.days),
                is_open=week.number == current,
                names=self.names,
            )
            for week in self.document.weeks
        )

    @staticmethod
    def end_of(week: StoredWeek) -> date:
        """The first day after ``week``."""
        return week.starts_on + timedelta(days=7)

    def day(self, on: date, tasks: tuple[StoredTask, ...]) -> DayView:
        """One day, its recalls gathered into checkpoints."""
        groups: dict[str, list[StoredTask]] = {}
        for task in tasks:
            together = task.kind if task.kind in self.checkpoints else f"{task.key}/{task.sitting}"
            groups.setdefault(together, []).append(task)
        return DayView(on, tuple(map(self.group, groups.values())), on == self.today)

    def group(self, tasks: list[StoredTask]) -> TaskGroup:
        lines = tuple(map(self.line, tasks))
        checkpoint = self.checkpoints.get(tasks[0].kind)
        if checkpoint is None:
            return TaskGroup("", (), lines)
        return TaskGroup(checkpoint.name, checkpoint.exercises, lines)

    def line(self, task: StoredTask) -> TaskLine:
        return TaskLine(
            task,
            self.ticks.has(task.key, task.sitting, self.planned[task.key].level),
            self.ticks.took_of(task.key, task.sitting),
            self.reasons,
            self.topics,
        )

    def left_out(self) -> tuple[LeftOutLine, ...]:
        keeping = advice.describe_keeping(self.names, self.document)
        return tuple(
            LeftOutLine(
                item,
                self.topics[item.topic],
                self.checkpoint_name(item.kind) if item.kind else "",
                wording.explain_left_out(self.names, item.reason),
                "" if item.kind else keeping.get(item.topic, ""),
            )
            for item in self.document.left_out
        )

    def checkpoint_name(self, kind: str) -> str:
        """A kind of recall by its name, or by its code where the content no longer has it."""
        return self.checkpoints[kind].name if kind in self.checkpoints else kind

    def warnings(self) -> tuple[str, ...]:
        return tuple(wording.describe_warning(self.names, note) for note in self.document.warnings)

    def afterwards(self) -> tuple[DayView, ...]:
        """Recalls that fall after the last study day."""
        return tuple(self.day(day.date, day.tasks) for day in self.document.afterwards)
