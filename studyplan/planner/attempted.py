"""Which pieces of material a user has met, so that a plan names new ones before them (rules §4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from studyplan.accounts.models import User
from studyplan.catalog.syllabus import syllabus
from studyplan.core.codes import TaskKind
from studyplan.core.planning.items import AGAIN, AGAIN_ENDING
from studyplan.planner.documents import PlanDocument, StoredDay, StoredTask
from studyplan.practice.models import Attempt

ITEM_KINDS = (
    Attempt.Kind.PROBLEM,
    Attempt.Kind.CODING,
    Attempt.Kind.DERIVATION,
    Attempt.Kind.RAPID_FIRE,
    Attempt.Kind.PROBE,
)


def list_attempted(user: User, before: PlanDocument | None, past: Sequence[StoredDay]) -> tuple[tuple[str, str], ...]:
    """Topic ("": the primer) and slug of each: answered, marked as read, or named by a task of ``past`` that is done.

    ``before``: the plan in force. An item that one of its sittings goes on with is not done yet.
    """
    attempts = user.attempts.filter(kind__in=ITEM_KINDS, topic__is_retired=False).order_by()
    answered = attempts.values_list("topic__slug", "slug").distinct()
    read = user.sections_read.values_list("topic", "section")
    done = {(task.key, task.sitting) for day in past for task in day.tasks}
    ahead = [task for task in before.tasks if (task.key, task.sitting) not in done] if before else []
    unfinished = {(task.key, item.slug) for task in ahead for item in task.items}
    named = (
        (place, slug)
        for day in past
        for task in day.tasks
        for place, slug in list_items(task)
        if (task.key, slug) not in unfinished
    )
    return tuple(sorted(set(chain(answered, read, named))))


def list_items(task: StoredTask) -> Iterator[tuple[str, str]]:
    """Where each item of a topic's task belongs, and its slug; a second asking is one of the same item."""
    if len(task.topics) != 1:
        return
    primer = syllabus().material.primer if task.kind == TaskKind.READ else {}
    for item in task.items:
        slug = item.slug.removesuffix(AGAIN_ENDING)
        if slug != AGAIN:
            yield ("" if slug in primer else task.topics[0]), slug
