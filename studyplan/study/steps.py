"""The items of a sitting as steps: which are done, on whatever device, and where to go on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from studyplan.accounts.models import User
from studyplan.catalog.study import lesson_of
from studyplan.catalog.syllabus import syllabus
from studyplan.core.codes import TaskKind
from studyplan.planner.finished import ANSWERED, list_answered, tick_read
from studyplan.planner.text.instructions import study_url
from studyplan.planner.text.items import title_of
from studyplan.progress.models import SectionRead
from studyplan.progress.sections import set_read
from studyplan.study.tasks import StudyTask

PRIMER = ""
"""In the place of a topic: what is read belongs to none."""


@dataclass(frozen=True, slots=True)
class StudyStep:
    """``number`` from 1; ``is_here``: the one that is shown."""

    number: int
    slug: str
    title: str
    minutes: int
    url: str
    is_done: bool
    is_here: bool


def list_done_items(user: User, task: StudyTask) -> frozenset[str]:
    """The items of the task that are done: sections that are read, or answers since its plan was made."""
    if not task.topic or not task.task.items:
        return frozenset()
    if task.kind == TaskKind.READ:
        read = SectionRead.objects.filter(user=user, topic__in=(task.topic, PRIMER))
        return frozenset(read.values_list("section", flat=True))
    if task.kind in ANSWERED and task.plan:
        return list_answered(user, task.topic, task.plan.built_at)
    return frozenset()


def make_steps(task: StudyTask, done: Collection[str], item: str) -> tuple[StudyStep, ...]:
    """One for each item, where items are done one by one; ``item``: the one that is shown."""
    if task.kind not in ANSWERED:
        return ()
    return tuple(
        StudyStep(
            number,
            named.slug,
            title_of(named),
            named.minutes,
            study_url(task.key, task.sitting, named.slug),
            task.is_done or named.slug in done,
            named.slug == item,
        )
        for number, named in enumerate(task.task.items, start=1)
    )


def choose_item(task: StudyTask, done: Collection[str], asked: str = "") -> str:
    """The item that is ``asked`` for, else the first that is not done, else the first; "" where none is named."""
    slugs = [item.slug for item in task.task.items]
    if asked in slugs:
        return asked
    return next((slug for slug in slugs if slug not in done), slugs[0] if slugs else "")


def choose_next_item(task: StudyTask, done: Collection[str], after: str) -> str | None:
    """The next item that is not done, from ``after`` on; ``None`` where all are."""
    slugs = [item.slug for item in task.task.items]
    place = slugs.index(after) + 1 if after in slugs else 0
    order = (*slugs[place:], *slugs[:place])
    return next((slug for slug in order if slug not in done and slug != after), None)


def mark_read(user: User, task: StudyTask, slugs: Collection[str], now: datetime, today: date) -> None:
    """Keep which sections and pages of the primer are read, but not those that a later sitting goes on with."""
    primer, lesson = syllabus().material.primer, lesson_of(task.topic)
    sections = {section.slug for section in lesson.sections} if lesson else frozenset()
    read = [slug for slug in slugs if slug not in task.goes_on]
    for slug in read:
        if slug in primer:
            set_read(user, PRIMER, slug, True, now)
        elif slug in sections:
            set_read(user, task.topic, slug, True, now)
    tick_read(user, task.topic, read, now, today)
