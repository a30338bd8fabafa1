"""What a user's plan is built from: levels, goal, ticks, choices, and what the plan in force has seen done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from studyplan.accounts.models import User
from studyplan.assessment.services import levels_of
from studyplan.catalog.syllabus import syllabus
from studyplan.core.model import Goal
from studyplan.goals.debriefs import stumbles_of
from studyplan.goals.models import StudyGoal
from studyplan.goals.services import read_goal
from studyplan.planner.attempted import list_attempted
from studyplan.planner.documents import PlanDocument, PlanInputs, StoredCompletion, StoredDay
from studyplan.planner.past import collect_past
from studyplan.practice.cards.queue import own_card_minutes
from studyplan.practice.evidence import effective_of, stumbled_on
from studyplan.practice.repairs import repairs_of, with_repair
from studyplan.progress.choices import TaskChoices, choices_of
from studyplan.progress.services import make_ticks


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A new plan's inputs, and the days up to its start with what was done on them."""

    inputs: PlanInputs
    past: tuple[StoredDay, ...]


def read_inputs(
    user: User,
    today: date,
    before: PlanDocument | None,
    goal: Goal | None,
    pace: int | None,
    repair: str | None,
    choices: TaskChoices | None,
) -> PlanFacts | None:
    """The user's own, but for what is given; ``before``: the plan in force. ``None`` as long as a topic has no level.

    A level that was checked counts as it was shown, every other one as it was given (rules §9).
    """
    ratings = levels_of(user)
    if any(topic.slug not in ratings for topic in syllabus().topics):
        return None
    stored_goal, stored_pace, _interviews = read_goal(user)
    done, chosen = read_completions(user), choices or choices_of(user, today)
    past = collect_past_of(before, done, today) if before else ()
    inputs = PlanInputs(
        ratings={slug: effective.level for slug, effective in effective_of(user, ratings).items()},
        goal=goal or stored_goal,
        starts_on=today,
        done=done,
        stumbled=stumbles_of(user),
        repairs=with_repair(user, repair, today) if repair else repairs_of(user),
        stumbled_in_practice=stumbled_on(user, date.min),
        card_minutes=own_card_minutes(user),
        pace=stored_pace if pace is None else pace,
        began_on=find_beginning(user, before, past, today, is_other_goal=goal is not None),
        attempted=list_attempted(user, before, past),
        skipped=chosen.skipped,
        skip_reasons={key: chosen.reasons[key] for key in chosen.skipped if key in chosen.reasons},
        deferred=dict(chosen.deferred),
    )
    return PlanFacts(inputs, past)


def read_completions(user: User) -> tuple[StoredCompletion, ...]:
    """The oldest first."""
    return tuple(
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


def collect_past_of(before: PlanDocument, done: Collection[StoredCompletion], starts_on: date) -> tuple[StoredDay, ...]:
    """The days up to ``starts_on``, with what was done on them."""
    ticks = make_ticks((tick.key, tick.sitting, tick.level, "") for tick in done)
    return collect_past(before, ticks, {(tick.key, tick.sitting): tick.on for tick in done}, starts_on)


def find_beginning(
    user: User, before: PlanDocument | None, past: Sequence[StoredDay], today: date, *, is_other_goal: bool
) -> date | None:
    """The day from which weeks count; ``None`` where that is ``today``.

    A first goal begins anew, unless something is done already.
    """
    if before is None or (is_other_goal and not past and not StudyGoal.objects.filter(user=user).exists()):
        return None
    began_on = before.began_on or before.starts_on
    return began_on if began_on < today else None
