"""Plans from their inputs, built by core and not stored yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.version import content_version
from studyplan.core.model import PlanWeek, PracticeOutcome
from studyplan.core.planning.build import build_within
from studyplan.core.planning.context import PlanContext, make_context
from studyplan.core.planning.whatif import WhatIf, explore_what_if
from studyplan.goals.services import ahead
from studyplan.planner.conversion import make_document, make_stored_what_if
from studyplan.planner.documents import PlanDocument, PlanInputs, StoredLaterPlan, StoredWhatIf
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
    return Proposal(inputs, document.model_copy(update={"later": look_ahead(inputs, document)}))


def look_ahead(inputs: PlanInputs, document: PlanDocument) -> StoredLaterPlan | None:
    """The plan after the nearest interview in short: from the day after it on, with the levels reached by then.

    It is planned in full once that interview is over (rules §8).
    """
    first, interviews = document.interview_on, inputs.goal.interviews
    if first is None:
        return None
    follow = tuple(interview for interview in interviews if interview.on is None or interview.on > first)
    goal = replace(inputs.goal, interviews=follow)
    if goal.interview_on is None:
        return None
    later = inputs.model_copy(
        update={
            "ratings": {topic.slug: max(topic.rating, topic.reach) for topic in document.topics},
            "goal": goal,
            "starts_on": first + timedelta(days=1),
            "stumbled": (),
            "repairs": (),
            "began_on": None,
            "deferred": {},
        }
    )
    companies = {interview.on: interview.company for interview in reversed(interviews)}
    return StoredLaterPlan(
        after_company=companies[first],
        after=first,
        company=companies[goal.interview_on],
        on=goal.interview_on,
        minutes=build_within(make_context_for(later)).minutes.planned,
    )


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
    done = scale_completions(syllabus(), inputs.ratings, goal, inputs.starts_on, inputs.done, inputs.pace)
    practice = PracticeOutcome(inputs.repairs, inputs.stumbled_in_practice)
    return make_context(taught, inputs.ratings, goal, inputs.starts_on, done, inputs.stumbled, practice, inputs.record)


def make_what_if(context: PlanContext, helps: WhatIf | None) -> StoredWhatIf | None:
    return (
        make_stored_what_if(helps, context.policy.days.floor(context.goal.minutes), context.policy.days.most)
        if helps
        else None
    )
