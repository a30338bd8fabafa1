"""Which plans of a file can be kept: those that name nothing unknown, and that every page can show."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from studyplan.core.model import Goal
from studyplan.planner.documents import PlanDocument, StoredTask
from studyplan.planner.outline import make_outline
from studyplan.planner.printed import printed_plan
from studyplan.portability.importing.content import KnownContent
from studyplan.portability.importing.document import PlanRecord
from studyplan.portability.importing.fields import EARLIEST, LATEST

SITTING_PART = re.compile(r"[0-9]{1,4}/[0-9]{1,4}")
"""Which sitting of how many: 2/3."""
MOST_NUMBER, MOST_WORDS = 10_000_000, 500
"""Of what a plan's document may hold: no minutes, and no title, is larger."""
UNSHOWABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RuntimeError)
"""Raised where a document says what no plan says."""


def is_known_plan(plan: PlanRecord, content: KnownContent) -> bool:
    inputs = plan.inputs
    goal = inputs.goal
    return (
        goal.role in content.roles
        and all(row.company is None or row.company in content.companies for row in goal.interviews)
        and all(chosen in content.rounds for row in goal.interviews for chosen in row.rounds)
        and {*inputs.ratings, *inputs.stumbled, *inputs.repairs, *inputs.stumbled_in_practice} <= {*content.topics}
        and is_sound_goal(goal, inputs.pace)
        and is_sound(inputs.model_dump())
        and (plan.document is None or can_be_shown(plan.document, goal, content))
    )


def can_be_shown(document: PlanDocument, goal: Goal, content: KnownContent) -> bool:
    """Whether every page can read it: it is printed, and its outline is made."""
    tasks = [*document.tasks, *(task for day in document.past for task in day.tasks)]
    if not is_sound(document.model_dump()) or not all(is_known_task(task, content) for task in tasks):
        return False
    try:
        make_outline(document)
        printed_plan(document, goal)
    except UNSHOWABLE:
        return False
    return True


def is_known_task(task: StoredTask, content: KnownContent) -> bool:
    has_part = task.part is None or SITTING_PART.fullmatch(task.part) is not None
    return has_part and content.could_plan(task.key) and {*task.topics} <= {*content.topics}


def keep_two_documents(plans: list[PlanRecord]) -> list[PlanRecord]:
    """As the app does: that of the plan in force, and of the one that undo brings back, or else of the newest other.

    Undo has nothing to bring back where the plan before has no document.
    """
    current = next((plan for plan in plans if plan.is_current), None)
    others = [plan.number for plan in plans if plan.document is not None and not plan.is_current]
    previous = current.previous if current and current.previous in others else None
    kept = {current.number if current else None, previous or max(others, default=None)}
    return [
        plan.model_copy(
            update={
                "previous": previous if plan.is_current else None,
                "document": plan.document if plan.number in kept else None,
            }
        )
        for plan in plans
    ]


def is_sound_goal(goal: Goal, pace: int) -> bool:
    """Whether the goal could be stored: undo brings it back."""
    own_minutes = [minutes for minutes in goal.weekday_minutes or () if minutes != goal.minutes]
    return (
        {*goal.weekdays} <= {*range(7)}
        and bool(goal.weekdays)
        and 5 <= goal.minutes <= 1440
        and 10 <= pace <= 1000
        and (goal.weekday_minutes is None or len(goal.weekday_minutes) == 7)
        and all(15 <= minutes <= 720 for minutes in own_minutes)
    )


def is_sound(value: Any) -> bool:
    """Whether no date, number or text in it is beyond what a plan holds, at whatever depth."""
    if isinstance(value, dict):
        return all(is_sound(key) and is_sound(inner) for key, inner in value.items())
    if isinstance(value, (list, tuple)):
        return all(map(is_sound, value))
    if isinstance(value, str):
        return len(value) <= MOST_WORDS and "\0" not in value
    if isinstance(value, date):
        return EARLIEST <= value <= LATEST
    return not isinstance(value, int) or abs(value) <= MOST_NUMBER
