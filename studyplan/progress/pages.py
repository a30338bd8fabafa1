"""The tracker as data: the template only prints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from studyplan.catalog.models import Topic
from studyplan.catalog.pages import topics as topics_taught
from studyplan.catalog.track import track
from studyplan.progress.services import NOT_PLANNED, PlannedTask, Ticks
from studyplan.ui.templatetags.ui import as_id

NO_CLAIMS: Mapping[str, int | None] = {}
LABEL = gettext_noop("%(topic)s: %(column)s")


@dataclass(frozen=True, slots=True)
class TrackerCell:
    """One topic's task of one kind. ``sittings`` of it are planned, of which ``sittings_done`` are done."""

    task: str
    label: str
    done: bool
    sittings: int
    sittings_done: int

    @property
    def id(self) -> str:
        """The part of its elements' ids that sets it apart."""
        return as_id(self.task)

    @property
    def is_partly_done(self) -> bool:
        """Begun, with sittings left."""
        return not self.done and self.sittings_done > 0


@dataclass(frozen=True, slots=True)
class TrackerRow:
    """One topic: the level that counts (``None`` before any assessment), the target for the role, and its cells.

    ``claimed``: the user's own rating, where another level counts.
    """

    topic: Topic
    level: int | None
    target: int
    claimed: int | None
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
    topics: Iterable[Topic],
    column_names: Mapping[str, str],
    levels: Mapping[str, int],
    targets: Mapping[str, int],
    ticks: Ticks,
    planned: Mapping[str, PlannedTask],
    claimed: Mapping[str, int | None] = NO_CLAIMS,
) -> TrackerPage:
    """The grid for ``topics`` and columns (kind → name), with levels and targets by slug and plan tasks by key.

    ``claimed``: the ratings where other levels count.
    """
    label = _(LABEL)
    rows = tuple(
        TrackerRow(
            topic,
            levels.get(topic.slug),
            targets[topic.slug],
            claimed.get(topic.slug),
            tuple(
                tracker_cell(
                    f"{kind}:{topic.slug}", label % {"topic": topic.short_name, "column": name}, ticks, planned
                )
                for kind, name in column_names.items()
            ),
        )
        for topic in topics
    )
    columns = tuple(
        ColumnTotal(kind, name, sum(row.cells[number].done for row in rows))
        for number, (kind, name) in enumerate(column_names.items())
    )
    return TrackerPage(columns, rows)


def tracker_cell(task: str, label: str, ticks: Ticks, planned: Mapping[str, PlannedTask]) -> TrackerCell:
    plan = planned.get(task, NOT_PLANNED)
    return TrackerCell(task, label, ticks.is_done(task, plan), len(plan.sittings), ticks.sittings_done(task, plan))


def tracker_label(task: str) -> str:
    """What the tick of ``task`` is called in the tracker, whose forms do not say it; "" where it has none there."""
    kind, _colon, slug = task.partition(":")
    column = next((column.name for column in track().tracker if column.kind == kind), None)
    topic = topics_taught().get(slug)
    return _(LABEL) % {"topic": topic.short_name, "column": column} if topic and column else ""
