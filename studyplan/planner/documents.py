"""A plan as it is stored and exported: pydantic models of the document and of its inputs.

The document's shape is the ``plan`` command's contract, with the format's number, the content's version and each
task's sitting added. Reasons, warnings and focuses stay codes with parameters; ``text`` makes sentences of them.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from studyplan.core import model as core
from studyplan.core.planning import whatif

PLAN_FORMAT: Literal[1] = 1


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

    def slugs(self, name: str) -> tuple[str, ...]:
        """A parameter that is one slug or several."""
        value = self.params[name]
        return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


class StoredTask(StoredModel):
    """One sitting of one task; ``sitting`` 0 where it is not split."""

    key: str
    kind: str
    topics: tuple[str, ...]
    minutes: int
    part: str | None
    sitting: int
    reasons: tuple[StoredNote, ...]


class StoredDay(StoredModel):
    date: date
    minutes: int
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
    """Levels (``kind`` is ``None``) or a recall that the goal asks for and the plan does not hold."""

    topic: str
    kind: str | None
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


class PlanDocument(StoredModel):
    format: Literal[1] = PLAN_FORMAT
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
    warnings: tuple[StoredNote, ...]
    pace: int = 100  # percent of the usual minutes that learning takes
    what_if: StoredWhatIf | None = None  # None: no level is left out

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
    card_minutes: int = 0  # of each day, left to cards
    pace: int = 100  # percent of the usual minutes that learning takes


def make_document(
    plan: core.BuiltPlan, content_version: str, *, pace: int = 100, what_if: StoredWhatIf | None = None
) -> PlanDocument:
    """The document of a plan that core built at ``pace`` percent, with what would help it."""
    return PlanDocument(
        content_version=content_version,
        path=plan.path,
        variant=plan.variant.value,
        cram=plan.cram,
        depth=plan.depth.value,
        total=plan.total,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        interview_on=plan.interview_on,
        minutes=StoredMinutes(
            needed=plan.minutes.needed,
            available=plan.minutes.available,
            learning_available=plan.minutes.learning_available,
            planned=plan.minutes.planned,
        ),
        topics=tuple(make_stored_topic(topic) for topic in plan.topics),
        weeks=tuple(make_stored_week(week) for week in plan.weeks),
        afterwards=tuple(
            StoredAfterDay(date=day.on, tasks=tuple(map(make_stored_task, day.tasks))) for day in plan.afterwards
        ),
        left_out=tuple(
            StoredLeftOut(
                topic=left_out.topic,
                kind=left_out.kind,
                minutes=left_out.minutes,
                value=left_out.value,
                reason=make_stored_note(left_out.reason),
            )
            for left_out in plan.left_out
        ),
        warnings=tuple(map(make_stored_note, plan.warnings)),
        pace=pace,
        what_if=what_if,
    )


def make_stored_what_if(what_if: whatif.WhatIf, minutes: int, most: int) -> StoredWhatIf:
    """The help for a plan of so many ``minutes`` a day; nobody may plan with more than ``most``."""
    return StoredWhatIf(
        minutes=minutes,
        enough=what_if.minutes,
        most=most,
        keeping=tuple(
            StoredKeptTopic(
                topic=kept.topic, fits=kept.fits, minutes=kept.minutes, brings=kept.brings, drops=kept.drops
            )
            for kept in what_if.keeping
        ),
    )


def make_stored_topic(topic: core.TopicPlan) -> StoredTopic:
    return StoredTopic(**{name: getattr(topic, name) for name in StoredTopic.model_fields})


def make_stored_week(week: core.PlanWeek) -> StoredWeek:
    return StoredWeek(
        number=week.number,
        starts_on=week.starts_on,
        focus=make_stored_note(week.focus),
        topics=week.topics,
        days=tuple(
            StoredDay(date=day.on, minutes=day.minutes, tasks=tuple(map(make_stored_task, day.tasks)))
            for day in week.days
        ),
    )


def make_stored_task(task: core.PlanTask) -> StoredTask:
    return StoredTask(
        key=task.key,
        kind=task.kind,
        topics=task.topics,
        minutes=task.minutes,
        part="{}/{}".format(*task.part) if task.part else None,
        sitting=task.sitting,
        reasons=tuple(map(make_stored_note, task.reasons)),
    )


def make_stored_note(note: core.CodedNote) -> StoredNote:
    params = {name: value.isoformat() if isinstance(value, date) else value for name, value in note.params}
    return StoredNote(code=note.code.value, params=params)


def export_for_command(document: PlanDocument) -> dict[str, Any]:
    """The JSON of the ``plan`` command: the document without what only storing needs."""
    data = document.model_dump(mode="json", exclude={"format", "content_version", "pace", "what_if"})
    for day in [day for week in data["weeks"] for day in week["days"]] + data["afterwards"]:
        for task in day["tasks"]:
            del task["sitting"]
    return data
