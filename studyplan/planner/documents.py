"""A plan as it is stored and exported: pydantic models of the document and of its inputs.

The document's shape is the ``plan`` command's contract, with what only storing needs. Reasons, warnings and focuses
stay codes with parameters; ``text`` makes sentences of them. What the formats before lack is empty once it is read.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator

from studyplan.core import model as core

PLAN_FORMAT: Literal[2] = 2


class StoredModel(BaseModel):
    """Refuses unknown fields, so that a document of another format is never read as this one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class StoredNote(StoredModel):
    """A code with its parameters; dates are ISO text. Parameters are read by type, or raise ``KeyError``."""

    code: str
    params: dict[str, int | str | tuple[str, ...] | tuple[int, ...]]

    def text(self, name: str) -> str:
        return str(self.params[name])

    def number(self, name: str) -> int:
        return int(str(self.params[name]))

    def day(self, name: str) -> date:
        return date.fromisoformat(self.text(name))

    def slugs(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A parameter that is one slug or several; ``default`` in place of one that earlier plans lack."""
        if default is not None and name not in self.params:
            return default
        value = self.params[name]
        return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


class StoredItem(StoredModel):
    """A piece of study material with its whole minutes, also where it is cut over sittings."""

    slug: str
    title: str
    minutes: int


class StoredTask(StoredModel):
    """One sitting of one task; ``sitting`` 0 where it is not split."""

    key: str
    kind: str
    topics: tuple[str, ...]
    minutes: int
    part: str | None
    sitting: int
    items: tuple[StoredItem, ...] = ()
    reasons: tuple[StoredNote, ...]


class StoredDay(StoredModel):
    """A study day: ``minutes`` of its tasks, those that belong to the cards, and those that stay free."""

    date: date
    minutes: int
    cards: int = 0
    free: int = 0
    tasks: tuple[StoredTask, ...]


class StoredAfterDay(StoredModel):
    """A day after the last study day, with the recalls that fall on it."""

    date: date
    tasks: tuple[StoredTask, ...]


class StoredWeek(StoredModel):
    """Seven days, the first week from the plan's start on."""

    number: int
    starts_on: date
    focus: StoredNote
    topics: tuple[str, ...]
    days: tuple[StoredDay, ...]


class StoredTopic(StoredModel):
    """A topic's levels 1–5 (``reach``: as far as the plan takes it), and the minutes that this needs."""

    slug: str
    rating: int
    target: int
    reach: int
    gap: int
    minutes: int
    weight: int
    value: int
    met: tuple[str, ...]
    unmet: tuple[str, ...]


class StoredMinutes(StoredModel):
    """The plan's sums, in minutes; ``None`` without an interview date."""

    needed: int
    available: int | None
    learning_available: int | None
    planned: int


class StoredLeftOut(StoredModel):
    """Levels that the goal asks for and the plan does not hold."""

    topic: str
    kind: None
    minutes: int
    value: int
    reason: StoredNote


class StoredKeptTopic(StoredModel):
    """The cost of taking a topic all the way to its target (``core.planning.whatif.KeptTopic``)."""

    topic: str
    fits: bool
    minutes: int
    brings: tuple[str, ...]
    drops: tuple[tuple[str, int], ...]  # topic, and the level that is left to it


class StoredWhatIf(StoredModel):
    """The changes that would help where levels are left out.

    ``minutes`` a day, and the fewest that would be ``enough``; ``None``: not even the ``most`` that one may plan with.
    """

    minutes: int
    enough: int | None
    most: int
    keeping: tuple[StoredKeptTopic, ...]


class StoredLaterPlan(StoredModel):
    """What follows the interview that bounds the plan: the next one, and the minutes that a plan for it would hold.

    Companies are slugs, ``None`` where none is chosen; ``after``: the date of the interview that comes first.
    """

    after_company: str | None
    after: date
    company: str | None
    on: date
    minutes: int


class PlanDocument(StoredModel):
    """``began_on``: the day on which the first plan for this goal began, ``None`` where that is this one.

    ``past``: the days before ``starts_on``, with the tasks that were done on them.
    """

    format: Literal[2] = PLAN_FORMAT
    content_version: str
    path: str
    variant: str
    cram: bool
    depth: str
    total: int
    starts_on: date
    ends_on: date | None
    interview_on: date | None
    minutes: StoredMinutes
    topics: tuple[StoredTopic, ...]
    weeks: tuple[StoredWeek, ...]
    afterwards: tuple[StoredAfterDay, ...]
    left_out: tuple[StoredLeftOut, ...]
    recalls_dropped: int
    warnings: tuple[StoredNote, ...]
    pace: int = 100  # percent of the usual minutes that learning takes
    what_if: StoredWhatIf | None = None  # None: no level is left out
    began_on: date | None = None
    past: tuple[StoredDay, ...] = ()
    later: StoredLaterPlan | None = None  # None: no interview with a date follows

    @model_validator(mode="before")
    @classmethod
    def upgrade(cls, data: Any) -> Any:
        return upgrade_from_1(data) if isinstance(data, dict) and data.get("format") == 1 else data

    @property
    def days(self) -> tuple[StoredDay, ...]:
        return tuple(day for week in self.weeks for day in week.days)

    @property
    def tasks(self) -> tuple[StoredTask, ...]:
        """In order of days, with those after the last study day."""
        days: tuple[StoredDay | StoredAfterDay, ...] = (*self.days, *self.afterwards)
        return tuple(task for day in days for task in day.tasks)

    def day_on(self, on: date) -> StoredDay | None:
        return next((day for day in self.days if day.date == on), None)


class StoredCompletion(StoredModel):
    """A tick as the plan saw it when it was built."""

    key: str
    sitting: int
    minutes: int | None
    level: int | None
    on: date
    pace: int = 100  # percent, that the minutes include


class PlanInputs(StoredModel):
    """Everything that a plan was built from, but the content."""

    ratings: dict[str, int]
    goal: core.Goal
    starts_on: date
    done: tuple[StoredCompletion, ...] = ()
    stumbled: tuple[str, ...] = ()  # topics, one again for each interview at which it happened
    repairs: tuple[str, ...] = ()  # topics, one again for each practice taken after a stumble in practice
    stumbled_in_practice: tuple[str, ...] = ()  # topics not shown again since, the most recent first
    card_minutes: int | None = None  # of each study day, by the user's own setting; None: the policy's share
    pace: int = 100  # percent of the usual minutes that learning takes
    began_on: date | None = None  # the first plan for this goal; None: this one
    attempted: tuple[tuple[str, str], ...] = ()  # topic ("": the primer) and item, as in core.model.StudyRecord
    skipped: tuple[str, ...] = ()  # keys of tasks
    skip_reasons: dict[str, str] = {}  # key of a skipped task → why, where that was said
    deferred: dict[str, date] = {}  # key of a task → the first date on which it may be done

    @property
    def record(self) -> core.StudyRecord:
        return core.StudyRecord(self.began_on, frozenset(self.attempted), frozenset(self.skipped), self.deferred)


def upgrade_from_1(data: dict[str, Any]) -> dict[str, Any]:
    """A document of format 1 in format 2. That one left out recalls one by one; now their number is told."""
    levels = [left_out for left_out in data["left_out"] if left_out["kind"] is None]
    dropped = len(data["left_out"]) - len(levels)
    return {**data, "format": PLAN_FORMAT, "left_out": levels, "recalls_dropped": dropped}
