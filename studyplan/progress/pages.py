"""The tracker as data: the template only prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from studyplan.catalog.models import Topic
from studyplan.progress.services import NOT_PLANNED, PlannedTask, Ticks


@dataclass(frozen=True, slots=True)
class TrackerCell:
    """One topic's task of one kind. ``sittings`` of it are planned, of which ``sittings_done`` are done."""

    task: str
    column: str
    done: bool
    sittings: int
    sittings_done: int

    @property
    def is_partly_done(self) -> bool:
        """Begun, with sittings left."""
        return not self.done and self.sittings_done > 0


@dataclass(frozen=True, slots=True)
class TrackerRow:
    """One topic: its level now (``None`` before any assessment), the target for the role, and its cells."""

    topic: Topic
    level: int | None
    target: int
    cells: tuple[TrackerCell, ...]

    @property
    def done(self) -> int:
        return sum(cell.done for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ColumnTotal:
    """A column of the tracker, and how many topics have it done."""

    kind: str
    name: str
    done: int


@dataclass(frozen=True, slots=True)
class TrackerPage:
    """The grid: a row for each topic, a column for each kind of task, and totals."""

    columns: tuple[ColumnTotal, ...]
    rows: tuple[TrackerRow, ...]

    @property
    def done(self) -> int:
        return sum(row.done for row in self.rows)

    @property
    def total(self) -> int:
        return len(self.rows) * len(self.columns)


def tracker_page(
    topics: tuple[Topic, ...],
    column_names: Mapping[str, str],
    levels: Mapping[str, int],
    targets: Mapping[str, int],
    ticks: Ticks,
    planned: Mapping[str, PlannedTask],
) -> TrackerPage:
    """The grid for ``topics`` and columns (kind → name), with levels and targets by slug and plan tasks by key."""
    rows = tuple(
        TrackerRow(
            topic,
            levels.get(topic.slug),
            targets[topic.slug],
            tuple(tracker_cell(kind, name, topic, ticks, planned) for kind, name in column_names.items()),
        )
        for topic in topics
    )
    columns = tuple(
        ColumnTotal(kind, name, sum(row.cells[number].done for row in rows))
        for number, (kind, name) in enumerate(column_names.items())
    )
    return TrackerPage(columns, rows)


def tracker_cell(kind: str, name: str, topic: Topic, ticks: Ticks, planned: Mapping[str, PlannedTask]) -> TrackerCell:
    task = f"{kind}:{topic.slug}"
    plan = planned.get(task, NOT_PLANNED)
    return TrackerCell(task, name, ticks.is_done(task, plan), len(plan.sittings), ticks.sittings_done(task, plan))
