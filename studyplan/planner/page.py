"""A plan as pages show it: days of tasks with their ticks, reasons in sentences, instructions. Templates only print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from studyplan.catalog import pages
from studyplan.catalog.files.schema import TrackCheckpoint
from studyplan.catalog.models import Topic
from studyplan.catalog.track import track
from studyplan.planner.documents import (
    PlanDocument,
    StoredAfterDay,
    StoredDay,
    StoredLeftOut,
    StoredNote,
    StoredTask,
    StoredWeek,
)
from studyplan.planner.past import level_of, tasks_in
from studyplan.planner.text import advice, wording
from studyplan.planner.text.instructions import Instruction, label_sitting, make_instruction
from studyplan.planner.text.items import ItemLink, KnownItems, count_items, known_items, link_items, title_of
from studyplan.planner.text.names import Names, load_names
from studyplan.planner.text.reasons import NewFacts, ReasonWriter
from studyplan.progress.services import PlannedTask, Ticks

MOST_PRINTED = 8


@dataclass(frozen=True)
class TaskLine:
    """One sitting of a task, with its tick. Its texts are written when they are shown: most lines are only counted."""

    task: StoredTask
    on: date
    done: bool
    took: str  # what its tick says (progress.models.Completion.Took)
    facts: tuple[StoredNote, ...]  # behind it, that no earlier task of the day has told
    reader: PlanReader = field(repr=False)

    @cached_property
    def instruction(self) -> Instruction:
        return make_instruction(self.task, self.reader.topics)

    @cached_property
    def items(self) -> tuple[ItemLink, ...]:
        return link_items(self.task, self.reader.known_items)

    @property
    def names_items(self) -> bool:
        """Whether it names any that are not in its title."""
        return bool(self.task.items) and self.task.kind != "rehearsal"

    @cached_property
    def items_count(self) -> str:
        return count_items(self.task)

    @cached_property
    def printed_items(self) -> str:
        """The titles in a row, or how many there are of those that are short and many."""
        if not self.names_items:
            return ""
        is_short = self.task.kind == "rapid-fire" or len(self.task.items) > MOST_PRINTED
        return self.items_count if is_short else " · ".join(map(title_of, self.task.items))

    @property
    def url(self) -> str:
        """The screen on which it is done."""
        return self.instruction.url

    @cached_property
    def title(self) -> str:
        return self.instruction.title

    @cached_property
    def why(self) -> tuple[str, ...]:
        return self.reader.reasons.write(self.task, self.on, self.facts, is_today=self.on == self.reader.today)

    @cached_property
    def label(self) -> str:
        """The name of the tick, for screen readers."""
        return label_sitting(self.title, self.task)


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks shown together: one day's recalls of a kind are one checkpoint, with its name; others stand alone."""

    name: str
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True)
class DayView:
    """``cards``: the minutes that belong to the cards; ``free``: those that stay free."""

    date: date
    groups: tuple[TaskGroup, ...]
    cards: int = 0
    free: int = 0

    @cached_property
    def lines(self) -> tuple[TaskLine, ...]:
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def minutes(self) -> int:
        return sum(line.task.minutes for line in self.lines)

    @property
    def outline(self) -> dict[str, int]:
        """Headings with their minutes, the sittings of one task together."""
        minutes: dict[str, int] = {}
        for line in self.lines:
            minutes[line.title] = minutes.get(line.title, 0) + line.task.minutes
        return minutes

    @cached_property
    def rest(self) -> str:
        return wording.describe_rest(self.cards, self.free)

    @property
    def is_done(self) -> bool:
        return all(line.done for line in self.lines)


@dataclass(frozen=True, slots=True)
class WeekView:
    week: StoredWeek
    days: tuple[DayView, ...]
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


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """Levels that the goal asks for and the plan does not hold."""

    item: StoredLeftOut
    topic: Topic
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
        return tuple(WeekView(week, tuple(map(self.day, week.days)), self.names) for week in self.document.weeks)

    def day(self, stored: StoredDay | StoredAfterDay) -> DayView:
        """One day, its recalls gathered into checkpoints."""
        groups: dict[str, list[StoredTask]] = {}
        for task in stored.tasks:
            together = task.kind if task.kind in self.checkpoints else f"{task.key}/{task.sitting}"
            groups.setdefault(together, []).append(task)
        new_facts = NewFacts()
        shown = tuple(self.group(stored.date, tasks, new_facts) for tasks in groups.values())
        cards, free = (stored.cards, stored.free) if isinstance(stored, StoredDay) else (0, 0)
        return DayView(stored.date, shown, cards, free)

    def group(self, on: date, tasks: list[StoredTask], new_facts: NewFacts) -> TaskGroup:
        lines = tuple(self.line(on, task, new_facts.of(task)) for task in tasks)
        checkpoint = self.checkpoints.get(tasks[0].kind)
        return TaskGroup(checkpoint.name if checkpoint else "", lines)

    def line(self, on: date, task: StoredTask, facts: tuple[StoredNote, ...]) -> TaskLine:
        planned = self.planned.get(task.key)
        return TaskLine(
            task,
            on,
            self.ticks.has(task.key, task.sitting, level_of(planned, task.sitting) if planned else None),
            self.ticks.took_of(task.key, task.sitting),
            facts,
            self,
        )

    @cached_property
    def known_items(self) -> KnownItems:
        return known_items()

    def left_out(self) -> tuple[LeftOutLine, ...]:
        keeping = advice.describe_keeping(self.names, self.document)
        return tuple(
            LeftOutLine(
                item,
                self.topics[item.topic],
                wording.explain_left_out(self.names, item.reason),
                keeping.get(item.topic, ""),
            )
            for item in self.document.left_out
        )

    def warnings(self, but: tuple[str, ...] = ()) -> tuple[str, ...]:
        """All that the plan warns of ``but`` these codes."""
        notes = (note for note in self.document.warnings if note.code not in but)
        return tuple(wording.describe_warning(self.names, note) for note in notes)

    def afterwards(self) -> tuple[DayView, ...]:
        """Recalls that fall after the last study day."""
        return tuple(map(self.day, self.document.afterwards))
