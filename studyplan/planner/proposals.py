"""Plans from their inputs, built by core and not stored yet."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.version import content_version
from studyplan.core.model import PlanWeek, PracticeOutcome
from studyplan.core.planning.build import build_within
from studyplan.core.planning.context import PlanContext, make_context
from studyplan.core.planning.whatif import WhatIf, explore_what_if
from studyplan.goals.services import ahead
from studyplan.planner.conversion import make_document, make_stored_what_if
from studyplan.planner.documents import PlanDocument, PlanInputs, StoredWhatIf
from studyplan.planner.models import Plan
from studyplan.planner.pace import scale_completions, scale_to_pace


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan that could be put in force: what it is built from, what it is, and the one that it would replace."""

    inputs: PlanInputs
    document: PlanDocument
    replaces: Plan | None = None


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
    goal = replace(ahead(inputs.goal, inputs.starts_on), card_minutes=inputs.card_minutes)
    done = scale_completions(syllabus(), inputs.ratings, inputs.done, inputs.pace)
    practice = PracticeOutcome(inputs.repairs, inputs.stumbled_in_practice)
    return make_context(taught, inputs.ratings, goal, inputs.starts_on, done, inputs.stumbled, practice, inputs.record)


def make_what_if(context: PlanContext, helps: WhatIf | None) -> StoredWhatIf | None:
    return (
        make_stored_what_if(helps, context.policy.days.floor(context.goal.minutes), context.policy.days.most)
        if helps
        else None
    )
