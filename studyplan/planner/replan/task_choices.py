"""Not today, skip, put back: a task's choice and the plan that follows from it, stored together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from studyplan.accounts.models import User
from studyplan.goals.values import ONE_DAY
from studyplan.planner.documents import StoredTask
from studyplan.planner.replan.changes import OpenTask, is_own, list_open_tasks
from studyplan.planner.services import adopt, document_in, propose_for
from studyplan.progress.choices import choices_of, store_deferral, store_skip, take_back_skip
from studyplan.progress.services import ticks_of


@dataclass(frozen=True, slots=True)
class Deferral:
    """A task that was put off. ``on``: its new day, ``None`` where no day has room for it.

    ``along``: tasks of its topic that move with it.
    """

    task: StoredTask
    on: date | None
    along: tuple[StoredTask, ...]


@transaction.atomic
def defer_task(user: User, key: str, shown_on: date, now: datetime, today: date) -> Deferral | None:
    """Put off a task that a page showed on a day.

    ``None``, and nothing changes, where it is done or on another day by now, or where it has no other day to go to.
    """
    User.objects.lock(user)
    before = find_open_tasks(user)
    if key not in before or before[key].on != shown_on:
        return None
    until = max(shown_on, today) + ONE_DAY
    proposal = propose_for(user, today, choices=choices_of(user, today).with_deferred(key, until))
    if proposal is None:
        return None
    after = list_open_tasks(proposal.document, ticks_of(user))
    if key in after and after[key].on < until:
        return None
    store_deferral(user, key, until, now)
    adopt(user, proposal, now)
    task = before[key].task
    along = [
        other.task
        for other in before.values()
        if other.task.key != key and is_of_topic(other.task, task) and goes_later(other, after.get(other.task.key))
    ]
    return Deferral(task, after[key].on if key in after else None, tuple(along))


@transaction.atomic
def skip_task(user: User, key: str, reason: str, now: datetime, today: date) -> StoredTask | None:
    """Drop an open task of the plan in force; ``None``, and nothing changes, where it holds none of this key."""
    User.objects.lock(user)
    before = find_open_tasks(user)
    if key not in before:
        return None
    proposal = propose_for(user, today, choices=choices_of(user, today).with_skipped(key, reason))
    if proposal is None:
        return None
    store_skip(user, key, reason, now)
    adopt(user, proposal, now)
    return before[key].task


@transaction.atomic
def put_back_task(user: User, key: str, now: datetime, today: date) -> bool:
    """Plan a task again that was dropped; ``False``, and nothing changes, where it was not."""
    User.objects.lock(user)
    choices = choices_of(user, today)
    if key not in choices.skipped:
        return False
    proposal = propose_for(user, today, choices=choices.without_skipped(key))
    if proposal is None:
        return False
    take_back_skip(user, key)
    adopt(user, proposal, now)
    return True


def find_open_tasks(user: User) -> dict[str, OpenTask]:
    """Those of the plan in force, by key; none without a plan."""
    plan = user.plans.current().first()
    return list_open_tasks(document_in(plan), ticks_of(user)) if plan else {}


def find_open_task(user: User, key: str) -> StoredTask | None:
    found = find_open_tasks(user).get(key)
    return found.task if found else None


def is_of_topic(task: StoredTask, other: StoredTask) -> bool:
    return is_own(task) and task.topics == other.topics


def goes_later(before: OpenTask, after: OpenTask | None) -> bool:
    return after is None or after.on > before.on
