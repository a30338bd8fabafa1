"""Plans across models: built by core from a user's facts, stored as built, one in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast
from pydantic import TypeAdapter

from studyplan.accounts.models import User
from studyplan.assessment.services import levels_of
from studyplan.catalog.models import Topic
from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.version import content_version
from studyplan.core.model import Goal, PlanWeek, PracticeOutcome
from studyplan.core.planning.build import build_within
from studyplan.core.planning.context import PlanContext, make_context
from studyplan.core.planning.whatif import WhatIf, explore_what_if
from studyplan.goals.debriefs import stumbles_of
from studyplan.goals.services import ahead, read_goal, save_goal, save_pace
from studyplan.planner.conversion import make_document, make_stored_what_if
from studyplan.planner.documents import (
    PlanDocument,
    PlanInputs,
    StoredCompletion,
    StoredDay,
    StoredWhatIf,
)
from studyplan.planner.models import Plan
from studyplan.planner.outline import OutlineDay, OutlineTask, PlanOutline, make_outline, make_planned
from studyplan.planner.pace import scale_completions, scale_to_pace
from studyplan.practice.cards.queue import reserved_card_minutes
from studyplan.practice.evidence import effective_of, stumbled_on
from studyplan.practice.repairs import keep_repairs, repairs_of, take_repair, with_repair
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
TASKS_ADAPTER = TypeAdapter(dict[str, OutlineTask])


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan that could be put in force: what it is built from, and what it is."""

    inputs: PlanInputs
    document: PlanDocument


def propose(inputs: PlanInputs) -> Proposal:
    """Build the plan for ``inputs`` from the content that is loaded now."""
    context = make_context_for(inputs)
    what_if = make_what_if(context, explore_what_if(context))
    plan = build_within(context)
    document = make_document(plan, content_version(), pace=inputs.pace, what_if=what_if, began_on=inputs.began_on)
    return Proposal(inputs, document)


@dataclass(frozen=True, slots=True)
class Preview:
    """A plan that is only looked at: its weeks as core built them, and the document with the first of them alone."""

    weeks: tuple[PlanWeek, ...]
    document: PlanDocument


def preview(inputs: PlanInputs) -> Preview:
    """The plan for ``inputs`` without what a summary never shows: later weeks' tasks, and what each topic left short
    would cost.
    """
    context = make_context_for(inputs)
    plan = build_within(context)
    what_if = make_what_if(context, explore_what_if(context, with_keeping=False))
    first = replace(plan, weeks=plan.weeks[:1], afterwards=())
    return Preview(plan.weeks, make_document(first, content_version(), pace=inputs.pace, what_if=what_if))


def make_context_for(inputs: PlanInputs) -> PlanContext:
    taught = scale_to_pace(syllabus(), inputs.pace)
    goal = ahead(inputs.goal, inputs.starts_on)
    goal = replace(goal, minutes=max(taught.policy.days.least, goal.minutes - inputs.card_minutes))
    done = scale_completions(syllabus(), inputs.ratings, goal, inputs.starts_on, inputs.done, inputs.pace)
    practice = PracticeOutcome(inputs.repairs, inputs.stumbled_in_practice)
    return make_context(taught, inputs.ratings, goal, inputs.starts_on, done, inputs.stumbled, practice, inputs.record)


def make_what_if(context: PlanContext, helps: WhatIf | None) -> StoredWhatIf | None:
    return (
        make_stored_what_if(helps, context.policy.days.floor(context.goal.minutes), context.policy.days.most)
        if helps
        else None
    )


def propose_for(
    user: User, today: date, goal: Goal | None = None, pace: int | None = None, repair: str | None = None
) -> Proposal | None:
    """The plan from ``today`` on for the levels that count, ``goal`` and ``pace`` (theirs if not given) and ticks.

    A level that was checked counts as it was shown, every other one as it was given (rules §9). ``repair``: a topic to
    practice once more. ``None`` as long as a topic has no level: before the first assessment, or when the content has
    gained a topic.
    """
    ratings = levels_of(user)
    if any(topic.slug not in ratings for topic in syllabus().topics):
        return None
    stored_goal, stored_pace, _interviews = read_goal(user)
    done = tuple(
        StoredCompletion(
            key=tick.task,
            sitting=tick.sitting,
            minutes=tick.minutes,
            level=tick.level,
            on=tick.done_on,
            pace=tick.pace,
        )
        for tick in user.completions.order_by("done_at", "pk")
    )
    return propose(
        PlanInputs(
            ratings={slug: effective.level for slug, effective in effective_of(user, ratings).items()},
            goal=goal or stored_goal,
            starts_on=today,
            done=done,
            stumbled=stumbles_of(user),
            repairs=with_repair(user, repair, today) if repair else repairs_of(user),
            stumbled_in_practice=stumbled_on(user, date.min),
            card_minutes=reserved_card_minutes(user, today),
            pace=stored_pace if pace is None else pace,
        )
    )


@transaction.atomic
def adopt(user: User, proposal: Proposal, now: datetime) -> Plan:
    """Put ``proposal`` in force; the plan before it is kept, for undo. A second click makes no second plan.

    Of plans before those two, which nothing brings back, only the inputs are kept. What was done by day is in ticks.
    """
    User.objects.lock(user)
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
    save_goal(user, goal, now)
    if proposal:
        adopt(user, proposal, now)


@transaction.atomic
def adopt_pace(user: User, proposal: Proposal, now: datetime) -> None:
    """Put ``proposal`` in force, and make its pace the user's."""
    save_pace(user, proposal.inputs.pace, now)
    adopt(user, proposal, now)


@transaction.atomic
def adopt_repair(user: User, topic: Topic, proposal: Proposal, now: datetime, today: date) -> None:
    """Put ``proposal`` in force, which holds one more practice of ``topic``."""
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
    """Undo the re-plan that made ``plan_id``: the plan before it, its goal, pace and repairs are back as they were.

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
    return plan, PlanOutline.model_validate_json(outline) if outline else store_outline(plan)


def store_outline(plan: Plan) -> PlanOutline:
    """Make the outline of a plan of an earlier release, which has none."""
    outline = make_outline(document_in(plan))
    Plan.objects.filter(pk=plan.pk).update(outline=outline.model_dump(mode="json"))
    return outline


def days_in(plan: Plan, days: Sequence[OutlineDay]) -> tuple[StoredDay, ...]:
    """These days of the document, of which only their weeks are read; no query where there are none."""
    numbers = tuple(sorted({day.week for day in days}))
    if not numbers:
        return ()
    weeks = dict(zip(numbers, days_of_weeks(numbers).fetch(plan=plan.pk)[0], strict=True))
    return tuple(StoredDay.model_validate(weeks[day.week][day.day]) for day in days)


@lru_cache(maxsize=256)
def days_of_weeks(numbers: tuple[int, ...]) -> PreparedQuery:
    """The query for the days of a plan's weeks with these numbers, from 0."""
    paths = [f"document__weeks__{number}__days" for number in numbers]
    return PreparedQuery(lambda: Plan.objects.filter(pk=Parameter("plan")).values_list(*paths))


def planned_tasks(user: User) -> Mapping[str, PlannedTask]:
    """The tasks of the plan in force, by key; empty without a plan."""
    row = OUTLINED_TASKS.fetch_one(user=user.pk)
    if row is None:
        return {}
    tasks, pace = row
    if tasks is None:
        current = read_current_plan(user)
        return current[1].planned if current else {}
    return {key: make_planned(task, pace) for key, task in TASKS_ADAPTER.validate_json(tasks).items()}


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
