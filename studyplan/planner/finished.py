"""Ticks by doing: a task whose items are all done ticks itself (rules §8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.catalog.pages import all_topics
from studyplan.catalog.syllabus import syllabus
from studyplan.core.codes import TaskKind
from studyplan.core.planning.items import AGAIN_ENDING
from studyplan.planner.attempted import ITEM_KINDS
from studyplan.planner.models import Plan
from studyplan.planner.outline import PlanOutline
from studyplan.planner.services import read_current_plan
from studyplan.planner.text.instructions import title_of_key
from studyplan.progress.models import SectionRead
from studyplan.progress.services import Ticks, set_done, ticks_of

ANSWERED = frozenset({TaskKind.DERIVE, TaskKind.PRACTICE, TaskKind.IMPLEMENT, TaskKind.RAPID_FIRE})
"""The kinds whose items are answered one by one. Timed sets and mocks are ticked by the drill that serves them."""


@dataclass(frozen=True, slots=True)
class FinishedTask:
    """A sitting that was ticked because all of it is done."""

    key: str
    sitting: int
    title: str


def tick_answered(user: User, topic: str, slug: str, now: datetime, today: date) -> list[FinishedTask]:
    """Tick the sittings that name this item of a topic and whose items were all answered since the plan was built.

    A second asking needs an answer on a second day.
    """

    def list_done(plan: Plan) -> frozenset[str]:
        return list_answered(user, topic, plan.built_at)

    return tick_finished(user, ANSWERED, topic, {slug, f"{slug}{AGAIN_ENDING}"}, list_done, now, today)


def list_answered(user: User, topic: str, since: datetime) -> frozenset[str]:
    """The items of a topic that were answered ``since`` then; a second asking where it was on a second day."""
    attempts = user.attempts.filter(topic__slug=topic, kind__in=ITEM_KINDS, attempted_at__gte=since)
    days = Counter(name for name, _on in set(attempts.values_list("slug", "attempted_on")))
    return frozenset(days) | {f"{name}{AGAIN_ENDING}" for name, count in days.items() if count > 1}


def tick_read(user: User, topic: str, sections: Collection[str], now: datetime, today: date) -> list[FinishedTask]:
    """Tick the readings that name one of ``sections`` and whose sections are all read; the primer's need not be."""

    def list_done(_plan: Plan) -> frozenset[str]:
        read = SectionRead.objects.filter(user=user, topic=topic).values_list("section", flat=True)
        return frozenset(read) | frozenset(syllabus().material.primer)

    return tick_finished(user, {TaskKind.READ}, topic, sections, list_done, now, today)


@transaction.atomic
def tick_rehearsal(user: User, drill_format: str, now: datetime, today: date) -> list[FinishedTask]:
    """Tick the next open rehearsal in this format."""
    User.objects.lock(user)
    current = read_current_plan(user)
    if current is None:
        return []
    _plan, outline = current
    ticks = ticks_of(user)
    for key, sitting in list_open(outline, ticks):
        if key.startswith(f"{TaskKind.REHEARSAL}:") and drill_format in outline.tasks[key].items.get(sitting, ()):
            return [tick_sitting(user, outline, key, sitting, now, today)]
    return []


@transaction.atomic
def tick_finished(
    user: User,
    kinds: Collection[str],
    topic: str,
    slugs: Collection[str],
    list_done: Callable[[Plan], frozenset[str]],
    now: datetime,
    today: date,
) -> list[FinishedTask]:
    """Tick the open sittings of these ``kinds`` that name one of ``slugs``, and nothing that is not done."""
    User.objects.lock(user)
    current = read_current_plan(user)
    if current is None:
        return []
    plan, outline = current
    naming = [
        (key, sitting)
        for key, sitting in list_open(outline, ticks_of(user))
        if key.split(":")[0] in kinds and key.split(":")[1] == topic
        if not set(slugs).isdisjoint(outline.tasks[key].items.get(sitting, ()))
    ]
    done = list_done(plan) if naming else frozenset()
    return [
        tick_sitting(user, outline, key, sitting, now, today)
        for key, sitting in naming
        if done.issuperset(outline.tasks[key].items[sitting])
    ]


def list_open(outline: PlanOutline, ticks: Ticks) -> Iterator[tuple[str, int]]:
    """Keys and sittings, in order of days."""
    for day in outline.days:
        for sitting in outline.open_sittings(day, ticks):
            yield sitting.task, sitting.sitting


def tick_sitting(user: User, outline: PlanOutline, key: str, sitting: int, now: datetime, today: date) -> FinishedTask:
    planned = outline.planned[key]
    set_done(user, key, sitting, True, planned=planned, now=now, today=today)
    return FinishedTask(key, sitting, title_of_key(key, all_topics()))


def announce_ticks(request: HttpRequest, ticked: Collection[FinishedTask]) -> None:
    """Where the answer is another page; there the plan takes a tick back."""
    for task in ticked:
        text = _("“%(task)s” is ticked: all of it is done. You can take the tick back in the plan.")
        messages.success(request, text % {"task": task.title})
