"""Tasks that were put off or dropped: facts of the user, which a plan hears as part of its inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction

from studyplan.accounts.models import User
from studyplan.progress.models import TaskChoice


@dataclass(frozen=True, slots=True)
class TaskChoices:
    """Keys of tasks that were dropped; key → the first day on which a task that was put off may be done.

    ``reasons``: why tasks were dropped, where that was said.
    """

    skipped: tuple[str, ...] = ()
    deferred: Mapping[str, date] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict, compare=False)

    def with_deferred(self, task: str, until: date) -> TaskChoices:
        return replace(self, deferred=dict(sorted({**self.deferred, task: until}.items())))

    def with_skipped(self, task: str, reason: str) -> TaskChoices:
        reasons = {**self.reasons, task: reason} if reason else self.reasons
        return replace(self, skipped=tuple(sorted({*self.skipped, task})), reasons=reasons)

    def without_skipped(self, task: str) -> TaskChoices:
        return replace(self, skipped=tuple(key for key in self.skipped if key != task))


def choices_of(user: User, today: date) -> TaskChoices:
    """Those in force; a day that has come puts nothing off any more."""
    rows = list(user.task_choices.filter(is_in_force=True).order_by("task"))
    skipped = [row for row in rows if row.kind == TaskChoice.Kind.SKIP]
    return TaskChoices(
        tuple(row.task for row in skipped),
        {row.task: row.until for row in rows if row.until and row.until > today},
        {row.task: row.reason for row in skipped if row.reason},
    )


@transaction.atomic
def store_deferral(user: User, task: str, until: date, now: datetime) -> None:
    _store(user, task, TaskChoice.Kind.DEFER, {"until": until, "made_at": now})


@transaction.atomic
def store_skip(user: User, task: str, reason: str, now: datetime) -> None:
    _store(user, task, TaskChoice.Kind.SKIP, {"reason": reason[: TaskChoice.LONGEST], "made_at": now})


def _store(user: User, task: str, kind: TaskChoice.Kind, values: Mapping[str, object]) -> None:
    User.objects.lock(user)
    user.task_choices.update_or_create(task=task, kind=kind, defaults={**values, "is_in_force": True})


@transaction.atomic
def take_back_skip(user: User, task: str) -> None:
    User.objects.lock(user)
    user.task_choices.filter(task=task, kind=TaskChoice.Kind.SKIP).update(is_in_force=False)


@transaction.atomic
def keep_choices(user: User, choices: TaskChoices) -> None:
    """Have these in force and no others: the plan that heard them is back."""
    User.objects.lock(user)
    user.task_choices.update(is_in_force=False)
    user.task_choices.filter(kind=TaskChoice.Kind.SKIP, task__in=choices.skipped).update(is_in_force=True)
    for task, until in choices.deferred.items():
        user.task_choices.filter(kind=TaskChoice.Kind.DEFER, task=task).update(is_in_force=True, until=until)
