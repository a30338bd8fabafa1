"""Plans across models: built by core from a user's facts, stored as built, one in force.

Whatever writes a goal or a plan holds the account's row first, and nothing before it: goal and plan never disagree, and
no two of them wait for each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast
from pydantic import TypeAdapter

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.core.model import Goal
from studyplan.goals.services import read_goal, save_goal, save_pace
from studyplan.goals.values import is_same_goal
from studyplan.planner.documents import PlanDocument, PlanInputs, StoredAfterDay, StoredDay
from studyplan.planner.inputs import read_inputs
from studyplan.planner.models import Plan
from studyplan.planner.outline import NOWHERE, OutlineDay, OutlineTask, PlanOutline, make_outline, make_planned
from studyplan.planner.past import join_day
from studyplan.planner.proposals import Proposal, propose
from studyplan.practice.repairs import keep_repairs, take_repair
from studyplan.progress.choices import TaskChoices, keep_choices
from studyplan.progress.services import PlannedTask
from studyplan.ui.queries import Parameter, PreparedQuery

PLAN_COLUMNS = [field.attname for field in Plan._meta.concrete_fields if field.attname not in ("document", "outline")]
CURRENT_PLAN = PreparedQuery(
    lambda: (
        Plan.objects.current()
        .filter(user=Parameter("user"))
        # As text, which is parsed and read in one step.
        .values_list(Cast("outline", models.TextField()), *PLAN_COLUMNS)
    )
)
OUTLINED_TASKS = PreparedQuery(
    lambda: (
        Plan.objects.current()
        .filter(user=Parameter("user"))
        .values_list(
            Cast(KeyTransform("tasks", "outline"), models.TextField()),
            Cast(KeyTransform("pace", "outline"), models.IntegerField()),
        )
    )
)
MOST_OUTLINES = 16
DocumentPath = tuple[str | int, ...]
"""Names and places (from 0) that lead to a part of a plan's document."""

TASKS_ADAPTER = TypeAdapter(dict[str, OutlineTask])
AFTERWARDS_ADAPTER = TypeAdapter(tuple[StoredAfterDay, ...])


def propose_for(
    user: User,
    today: date,
    goal: Goal | None = None,
    pace: int | None = None,
    repair: str | None = None,
    choices: TaskChoices | None = None,
) -> Proposal | None:
    """The plan from ``today`` on for the levels that count, what is given (theirs if not), and ticks.

    ``repair``: a topic to practice once more. ``None`` as long as a topic has no level: before the first assessment,
    or when the content has gained a topic.
    """
    current = user.plans.current().first()
    before = document_in(current) if current else None
    facts = read_inputs(user, today, before, goal, pace, repair, choices)
    if facts is None:
        return None
    proposal = propose(facts.inputs)
    document = proposal.document.model_copy(update={"past": facts.past})
    return Proposal(facts.inputs, document, current)


class StaleProposalError(Exception):
    """The goal or the pace has changed since the plan was proposed."""


@transaction.atomic
def adopt(user: User, proposal: Proposal, now: datetime) -> Plan:
    """Put ``proposal`` in force; the plan before it is kept, for undo. A second click makes no second plan.

    Of plans before those two, which nothing brings back, only the inputs are kept. What was done by day is in ticks.
    Raises ``StaleProposalError`` where it is for another goal than the user's.
    """
    User.objects.lock(user)
    goal, pace, _interviews = read_goal(user)
    if proposal.inputs.pace != pace or not is_same_goal(proposal.inputs.goal, goal):
        raise StaleProposalError
    previous = user.plans.current().first()
    if previous and (inputs_of(previous), document_in(previous)) == (proposal.inputs, proposal.document):
        return previous
    user.plans.filter(is_current=False).compact()
    user.plans.current().update(is_current=False, previous=None)
    return user.plans.create(
        inputs=proposal.inputs.model_dump(mode="json"),
        document=proposal.document.model_dump(mode="json"),
        outline=make_outline(proposal.document).model_dump(mode="json"),
        content_version=proposal.document.content_version,
        built_at=now,
        previous=previous,
    )


@transaction.atomic
def adopt_goal(user: User, goal: Goal, proposal: Proposal | None, now: datetime) -> None:
    """Make ``goal`` the user's and put the plan for it in force (``None``: there is nothing to plan from yet)."""
    User.objects.lock(user)
    save_goal(user, goal, now)
    if proposal:
        adopt(user, proposal, now)


@transaction.atomic
def adopt_pace(user: User, proposal: Proposal, now: datetime) -> None:
    """Put ``proposal`` in force, and make its pace the user's."""
    User.objects.lock(user)
    save_pace(user, proposal.inputs.pace, now)
    adopt(user, proposal, now)


@transaction.atomic
def adopt_repair(user: User, topic: Topic, proposal: Proposal, now: datetime, today: date) -> None:
    """Put ``proposal`` in force, which holds one more practice of ``topic``."""
    User.objects.lock(user)
    take_repair(user, topic, now, today)
    adopt(user, proposal, now)


@transaction.atomic
def ensure_plan(user: User, now: datetime, today: date) -> Plan | None:
    """The plan in force; the first one is built here as soon as there are levels to build it from."""
    User.objects.lock(user)
    current = user.plans.current().first()
    if current:
        return current
    proposal = propose_for(user, today)
    return adopt(user, proposal, now) if proposal else None


@transaction.atomic
def restore_previous(user: User, plan_id: int, now: datetime) -> bool:
    """Undo the re-plan that made ``plan_id``: the plan before it, with all that it was made for, is back as it was.

    ``False``, and nothing changes, where that plan is not in force any more or none came before it.
    """
    User.objects.lock(user)
    current = user.plans.current().select_related("previous").filter(pk=plan_id).first()
    if current is None or current.previous is None:
        return False
    user.plans.current().update(is_current=False, previous=None)
    user.plans.filter(pk=current.previous.pk).update(is_current=True)
    inputs = inputs_of(current.previous)
    save_goal(user, inputs.goal, now, inputs.pace)
    keep_repairs(user, len(inputs.repairs))
    keep_choices(user, TaskChoices(inputs.skipped, inputs.deferred))
    return True


def find_undoable_plan(user: User, today: date) -> Plan | None:
    """The plan in force if it replaced another one today: then its undo is offered where the change was made."""
    plan = user.plans.current().defer("document", "outline").first()
    return plan if plan and plan.previous_id and inputs_of(plan).starts_on == today else None


def document_in(plan: Plan) -> PlanDocument:
    """The stored document; raises ``ValidationError`` where it is of another format."""
    return PlanDocument.model_validate(plan.document)


def inputs_of(plan: Plan) -> PlanInputs:
    return PlanInputs.model_validate(plan.inputs)


def read_current_plan(user: User) -> tuple[Plan, PlanOutline] | None:
    """The plan in force, without its document, and its outline; ``None`` without a plan."""
    row = CURRENT_PLAN.fetch_one(user=user.pk)
    if row is None:
        return None
    outline, *values = row
    plan = Plan.from_db(DEFAULT_DB_ALIAS, PLAN_COLUMNS, values)
    return plan, parse_outline(outline) if outline else store_outline(plan)


@lru_cache(maxsize=MOST_OUTLINES)
def parse_outline(text: str) -> PlanOutline:
    """Those asked for last are kept: on most installations they are all that there are."""
    return PlanOutline.model_validate_json(text)


def store_outline(plan: Plan) -> PlanOutline:
    """Make the outline of a plan of an earlier release, which has none."""
    outline = make_outline(document_in(plan))
    Plan.objects.filter(pk=plan.pk).update(outline=outline.model_dump(mode="json"))
    return outline


def days_in(plan: Plan, days: Sequence[OutlineDay]) -> tuple[StoredDay, ...]:
    """These days of the document, of which nothing else is read; no query where there are none."""
    if not days:
        return ()
    paths = tuple(tuple(list_paths(day)) for day in days)
    values = iter(parts_of_document(tuple(path for of_day in paths for path in of_day)).fetch(plan=plan.pk)[0])
    return tuple(
        _join_parts(day, [StoredDay.model_validate_json(next(values)) for _path in of_day])
        for day, of_day in zip(days, paths, strict=True)
    )


def read_afterwards(plan: Plan) -> tuple[StoredAfterDay, ...]:
    """The days after the last study day, with the recalls that fall on them."""
    stored: Any = Plan.objects.filter(pk=plan.pk).values_list("document__afterwards", flat=True).get()
    return AFTERWARDS_ADAPTER.validate_python(stored)


def list_paths(day: OutlineDay) -> Iterator[DocumentPath]:
    """Where a day stands in the document: what was done on it before the plan, and what is planned."""
    if day.past != NOWHERE:
        yield "past", day.past
    if day.week != NOWHERE:
        yield "weeks", day.week, "days", day.day


def _join_parts(day: OutlineDay, parts: Sequence[StoredDay]) -> StoredDay:
    if not parts:
        return StoredDay(date=day.on, minutes=0, tasks=())
    return join_day(*parts) if len(parts) > 1 else parts[0]


@lru_cache(maxsize=2048)
def parts_of_document(paths: tuple[DocumentPath, ...]) -> PreparedQuery:
    """The query for the parts of a plan's document at these paths, as text, which is parsed and read in one step."""

    def select(path: DocumentPath) -> Cast:
        part: str | KeyTransform = "document"
        for step in path:
            part = KeyTransform(step, part)
        return Cast(part, models.TextField())

    return PreparedQuery(lambda: Plan.objects.filter(pk=Parameter("plan")).values_list(*map(select, paths)))


def planned_tasks(user: User, keys: Collection[str] | None = None) -> Mapping[str, PlannedTask]:
    """The tasks of the plan in force, by key: all, or at least those with these ``keys``; empty without a plan."""
    row = OUTLINED_TASKS.fetch_one(user=user.pk)
    if row is None:
        return {}
    tasks, pace = row
    if tasks is None:
        current = read_current_plan(user)
        return current[1].planned if current else {}
    outlined = TASKS_ADAPTER.validate_json(tasks)
    wanted = outlined if keys is None else [key for key in keys if key in outlined]
    return {key: make_planned(outlined[key], pace) for key in wanted}


def planned_task(user: User, key: str) -> PlannedTask | None:
    """The task of the plan in force with this key; ``None`` where the plan holds none, or there is no plan."""
    task = KeyTransform(key, KeyTransform("tasks", "outline"))
    row = user.plans.current().annotate(task=task).values_list("pk", "outline__pace", "task").first()
    if row is None:
        return None
    pk, pace, found = row
    if pace is None:
        return store_outline(user.plans.get(pk=pk)).planned.get(key)
    return make_planned(OutlineTask.model_validate(found), pace) if found else None


def minutes_on(user: User, on: date) -> int:
    """Minutes of tasks that the plan in force has on a day; 0 without a plan."""
    current = read_current_plan(user)
    day = current[1].day_on(on) if current else None
    return day.minutes if day else 0
