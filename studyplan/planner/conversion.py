"""A plan as core built it → the document that is stored → the JSON of the ``plan`` command."""

from __future__ import annotations

from datetime import date
from typing import Any

from studyplan.core import model as core
from studyplan.core.planning import whatif
from studyplan.planner.documents import (
    PlanDocument,
    StoredAfterDay,
    StoredDay,
    StoredItem,
    StoredKeptTopic,
    StoredLeftOut,
    StoredMinutes,
    StoredNote,
    StoredTask,
    StoredTopic,
    StoredWeek,
    StoredWhatIf,
)

STORED_ONLY = {"format", "content_version", "pace", "what_if", "began_on", "past", "later"}


def make_document(
    plan: core.BuiltPlan,
    content_version: str,
    *,
    pace: int = 100,
    what_if: StoredWhatIf | None = None,
    began_on: date | None = None,
    past: tuple[StoredDay, ...] = (),
) -> PlanDocument:
    """The document of a plan that core built at ``pace`` percent, with what would help it and what came before it."""
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
                kind=None,
                minutes=left_out.minutes,
                value=left_out.value,
                reason=make_stored_note(left_out.reason),
            )
            for left_out in plan.left_out
            if left_out.kind is None
        ),
        recalls_dropped=plan.recalls_dropped + sum(left_out.kind is not None for left_out in plan.left_out),
        warnings=tuple(map(make_stored_note, plan.warnings)),
        pace=pace,
        what_if=what_if,
        began_on=began_on,
        past=past,
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
        days=tuple(map(make_stored_day, week.days)),
    )


def make_stored_day(day: core.PlanDay) -> StoredDay:
    return StoredDay(
        date=day.on,
        minutes=day.minutes,
        cards=day.cards,
        free=day.free,
        tasks=tuple(map(make_stored_task, day.tasks)),
    )


def make_stored_task(task: core.PlanTask) -> StoredTask:
    return StoredTask(
        key=task.key,
        kind=task.kind,
        topics=task.topics,
        minutes=task.minutes,
        part="{}/{}".format(*task.part) if task.part else None,
        sitting=task.sitting,
        items=tuple(StoredItem(slug=item.slug, title=item.title, minutes=item.minutes) for item in task.items),
        reasons=tuple(map(make_stored_note, task.reasons)),
    )


def make_stored_note(note: core.CodedNote) -> StoredNote:
    params = {name: value.isoformat() if isinstance(value, date) else value for name, value in note.params}
    return StoredNote(code=note.code.value, params=params)


def export_for_command(document: PlanDocument) -> dict[str, Any]:
    """The JSON of the ``plan`` command: the document without what only storing needs."""
    data = document.model_dump(mode="json", exclude=STORED_ONLY)
    for day in [day for week in data["weeks"] for day in week["days"]] + data["afterwards"]:
        for task in day["tasks"]:
            del task["sitting"]
    return data
