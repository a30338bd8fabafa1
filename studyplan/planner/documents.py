"""A plan as it is stored and exported: pydantic models of the document and of its inputs.

The document's shape is the ``plan`` command's contract, with the format's number, the content's version and each
task's sitting added. Reasons, warnings and focuses stay codes with parameters; ``text`` makes sentences of them.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from studyplan.core import model as core
from studyplan.core.planning import whatif

FORMAT: Literal[1] = 1
GOAL = TypeAdapter(core.Goal)


class Stored(BaseModel):
    """The common rules: nothing unknown, nothing changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Note(Stored):
    """A code with its parameters; dates are ISO text."""

    code: str
    params: dict[str, int | str | tuple[str, ...] | tuple[int, ...]]

    def text(self, name: str) -> str:
        """A parameter that is a slug."""
        return str(self.params[name])

    def number(self, name: str) -> int:
        """A parameter that is a number."""
        return int(str(self.params[name]))

    def day(self, name: str) -> date:
        """A parameter that is a date."""
        return date.fromisoformat(self.text(name))

    def slugs(self, name: str) -> tuple[str, ...]:
        """A parameter that is a row of slugs."""
        value = self.params[name]
        return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


class Task(Stored):
    """One sitting of one task; ``sitting`` 0 where it is not split."""

    key: str
    kind: str
    topics: tuple[str, ...]
    minutes: int
    part: str | None
    sitting: int
    reasons: tuple[Note, ...]


class Day(Stored):
    """A study day."""

    date: date
    minutes: int
    tasks: tuple[Task, ...]


class AfterDay(Stored):
    """A day after the last study day, with the recalls that fall on it."""

    date: date
    tasks: tuple[Task, ...]


class Week(Stored):
    """Seven days from the start."""

    number: int
    starts_on: date
    focus: Note
    topics: tuple[str, ...]
    days: tuple[Day, ...]


class Topic(Stored):
    """Where a topic stands and how far the plan takes it."""

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


class Minutes(Stored):
    """The plan's sums."""

    needed: int
    available: int | None
    learning_available: int | None
    planned: int


class LeftOut(Stored):
    """What the goal asks for and the plan does not hold."""

    topic: str
    kind: str | None
    minutes: int
    value: int
    reason: Note


class Keeping(Stored):
    """What taking a topic all the way to its target would mean (core.whatif.Keeping)."""

    topic: str
    fits: bool
    minutes: int
    brings: tuple[str, ...]
    drops: tuple[tuple[str, int], ...]  # topic, and the level that is left to it


class WhatIf(Stored):
    """What would help where levels are left out.

    ``minutes`` a day, and the fewest that would be ``enough``; ``None``: not even the ``most`` that one may plan with.
    """

    minutes: int
    enough: int | None
    most: int
    keeping: tuple[Keeping, ...]


class PlanDocument(Stored):
    """A plan as built."""

    format: Literal[1] = FORMAT
    content_version: str
    path: str
    variant: str
    cram: bool
    depth: str
    total: int
    starts_on: date
    ends_on: date | None
    interview_on: date | None
    minutes: Minutes
    topics: tuple[Topic, ...]
    weeks: tuple[Week, ...]
    afterwards: tuple[AfterDay, ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[Note, ...]
    pace: int = 100  # percent of the usual minutes that learning takes
    what_if: WhatIf | None = None  # None: no level is left out

    @property
    def days(self) -> tuple[Day, ...]:
        """All study days, in order."""
        return tuple(day for week in self.weeks for day in week.days)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks, in order, those afterwards included."""
        days: tuple[Day | AfterDay, ...] = (*self.days, *self.afterwards)
        return tuple(task for day in days for task in day.tasks)

    def day_on(self, on: date) -> Day | None:
        """The study day of that date, if it is one."""
        return next((day for day in self.days if day.date == on), None)


class Done(Stored):
    """A tick as the plan saw it when it was built."""

    key: str
    sitting: int
    minutes: int | None
    level: int | None
    on: date
    pace: int = 100  # percent, that the minutes include


class Inputs(Stored):
    """Everything that a plan was built from, but the content."""

    ratings: dict[str, int]
    goal: core.Goal
    starts_on: date
    done: tuple[Done, ...] = ()
    stumbled: tuple[str, ...] = ()  # topics, one again for each interview at which it happened
    repairs: tuple[str, ...] = ()  # topics, one again for each practice taken after a stumble in practice
    stumbled_in_practice: tuple[str, ...] = ()  # topics not shown again since, the most recent first
    card_minutes: int = 0  # of each day, left to cards
    pace: int = 100  # percent of the usual minutes that learning takes


def document_of(
    plan: core.BuiltPlan, content_version: str, *, pace: int = 100, what_if: WhatIf | None = None
) -> PlanDocument:
    """The document of a plan that core built at ``pace``, with what would help it."""
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
        minutes=Minutes(
            needed=plan.minutes.needed,
            available=plan.minutes.available,
            learning_available=plan.minutes.learning_available,
            planned=plan.minutes.planned,
        ),
        topics=tuple(topic_of(topic) for topic in plan.topics),
        weeks=tuple(week_of(week) for week in plan.weeks),
        afterwards=tuple(AfterDay(date=day.on, tasks=tuple(map(task_of, day.tasks))) for day in plan.afterwards),
        left_out=tuple(
            LeftOut(
                topic=each.topic, kind=each.kind, minutes=each.minutes, value=each.value, reason=note_of(each.reason)
            )
            for each in plan.left_out
        ),
        warnings=tuple(map(note_of, plan.warnings)),
        pace=pace,
        what_if=what_if,
    )


def what_if_of(found: whatif.WhatIf, minutes: int, most: int) -> WhatIf:
    """What would help a plan of so many ``minutes`` a day; nobody may plan with more than ``most``."""
    return WhatIf(
        minutes=minutes,
        enough=found.minutes,
        most=most,
        keeping=tuple(
            Keeping(topic=each.topic, fits=each.fits, minutes=each.minutes, brings=each.brings, drops=each.drops)
            for each in found.keeping
        ),
    )


def topic_of(topic: core.TopicPlan) -> Topic:
    """A topic's line."""
    return Topic(**{name: getattr(topic, name) for name in Topic.model_fields})


def week_of(week: core.PlanWeek) -> Week:
    """A week with its days."""
    return Week(
        number=week.number,
        starts_on=week.starts_on,
        focus=note_of(week.focus),
        topics=week.topics,
        days=tuple(Day(date=day.on, minutes=day.minutes, tasks=tuple(map(task_of, day.tasks))) for day in week.days),
    )


def task_of(task: core.PlanTask) -> Task:
    """A task's line."""
    return Task(
        key=task.key,
        kind=task.kind,
        topics=task.topics,
        minutes=task.minutes,
        part="{}/{}".format(*task.part) if task.part else None,
        sitting=task.sitting,
        reasons=tuple(map(note_of, task.reasons)),
    )


def note_of(note: core.CodedNote) -> Note:
    """A note whose dates are ISO text."""
    params = {name: value.isoformat() if isinstance(value, date) else value for name, value in note.params}
    return Note(code=note.code.value, params=params)


def contract(document: PlanDocument) -> dict[str, Any]:
    """The JSON of the ``plan`` command: the document without what only storing needs."""
    data = document.model_dump(mode="json", exclude={"format", "content_version", "pace", "what_if"})
    for day in [day for week in data["weeks"] for day in week["days"]] + data["afterwards"]:
        for task in day["tasks"]:
            del task["sitting"]
    return data
