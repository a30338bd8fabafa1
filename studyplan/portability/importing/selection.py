"""What of a file this installation has a place for: content that is unknown here is left out, and told.

Content that was retired still has its rows, so what refers to it is kept, as everywhere in the app.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from studyplan.catalog.models import Card, Company, Problem, Role, Round, Topic
from studyplan.catalog.track import track
from studyplan.core.model import Goal
from studyplan.planner.documents import PlanDocument, StoredTask
from studyplan.planner.outline import make_outline
from studyplan.planner.printed import printed_plan
from studyplan.portability.importing.document import (
    AssessmentRecord,
    DebriefRecord,
    DrillRecord,
    ExportDocument,
    GoalRecord,
    InterviewRecord,
    OwnCardRecord,
    PlanRecord,
)
from studyplan.portability.importing.fields import EARLIEST, LATEST
from studyplan.progress import keys

_RowT = TypeVar("_RowT")
MOST_NAMES_TOLD = 5
SITTING_PART = re.compile(r"[0-9]{1,4}/[0-9]{1,4}")
"""Which sitting of how many: 2/3."""
NUMBERED_TASK = re.compile(r"(?:maintenance-)?[0-9]{1,4}")
MOST_NUMBER, MOST_WORDS = 10_000_000, 500
"""Of what a plan's document may hold: no minutes, and no title, is larger."""
UNSHOWABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RuntimeError)
"""Raised where a document says what no plan says."""


class KnownContent:
    """The content's rows by slug, retired ones too; cards and problems by ``topic/slug``."""

    def __init__(self) -> None:
        self.topics: Mapping[str, int] = dict(Topic.objects.values_list("slug", "pk"))
        self.roles: Mapping[str, int] = dict(Role.objects.values_list("slug", "pk"))
        self.companies: Mapping[str, int] = dict(Company.objects.values_list("slug", "pk"))
        self.rounds: Mapping[str, int] = dict(Round.objects.values_list("slug", "pk"))

    @cached_property
    def cards(self) -> Mapping[str, int]:
        return {f"{topic}/{slug}": pk for topic, slug, pk in Card.objects.values_list("topic__slug", "slug", "pk")}

    @cached_property
    def problems(self) -> Mapping[str, int]:
        return {f"{topic}/{slug}": pk for topic, slug, pk in Problem.objects.values_list("topic__slug", "slug", "pk")}

    def has_task(self, key: str) -> bool:
        """Whether it could be ticked without a plan."""
        return keys.is_known(key, self.topics)

    def could_plan(self, key: str) -> bool:
        """Whether a plan may hold it: plans number on without end."""
        kind, _colon, rest = key.partition(":")
        subject = rest.partition(":")[0]
        is_about = subject in self.topics or NUMBERED_TASK.fullmatch(subject) is not None
        return len(key) <= keys.MAX_LENGTH and kind in keys.kinds() and is_about


@dataclass
class LeftOutRows:
    """How many rows of each section are left out, and the names that are unknown here."""

    counts: dict[str, int] = field(default_factory=dict)
    names: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, section: str, name: str) -> None:
        self.counts[section] = self.counts.get(section, 0) + 1
        self.names.setdefault(section, {})[name] = None

    def keep(
        self, section: str, rows: Iterable[_RowT], name_of: Callable[[_RowT], str], known: Callable[[str], bool]
    ) -> list[_RowT]:
        """Those of ``rows`` whose name is known."""
        kept = []
        for row in rows:
            if known(name_of(row)):
                kept.append(row)
            else:
                self.add(section, name_of(row))
        return kept

    def names_in(self, section: str) -> str:
        names = list(self.names[section])
        shown = ", ".join(names[:MOST_NAMES_TOLD])
        return f"{shown}, …" if len(names) > MOST_NAMES_TOLD else shown


class Selection:
    """The part of a document that is written, and the rows that are left out."""

    def __init__(self, document: ExportDocument) -> None:
        self.content = KnownContent()
        self.left_out = LeftOutRows()
        self.document = self.select(document)

    def select(self, document: ExportDocument) -> ExportDocument:
        keep, content = self.left_out.keep, self.content
        plans = self.select_plans(document.plans)
        planned = {task.key for plan in plans if plan.is_current and plan.document for task in plan.document.tasks}

        def has_task(key: str) -> bool:
            return key in planned or content.has_task(key)

        in_topics, own_cards = content.topics.__contains__, self.select_own_cards(document.own_cards)
        own = {card.number for card in own_cards}
        changes: dict[str, Any] = {
            "assessments": [kept for row in document.assessments if (kept := self.select_assessment(row))],
            "unfinished_ratings": [
                {slug: level for slug, level in ratings.items() if slug in content.topics}
                for ratings in document.unfinished_ratings
            ],
            "goal": document.goal and self.select_goal(document.goal),
            "completions": keep("completions", document.completions, lambda row: row.task, has_task),
            "sections_read": keep("sections_read", document.sections_read, lambda row: row.topic, in_topics),
            "task_choices": keep("task_choices", document.task_choices, lambda row: row.task, has_task),
            "notes": keep("notes", document.notes, lambda row: row.about, self.has_subject),
            "own_cards": own_cards,
            "cards": [
                row
                for row in keep(
                    "cards", document.cards, lambda row: row.card or "", lambda key: not key or key in content.cards
                )
                if row.own is None or row.own in own
            ],
            "card_reviews": [
                row.model_copy(
                    update={
                        "card": row.card if row.card in content.cards else None,
                        "own": row.own if row.own in own else None,
                    }
                )
                for row in document.card_reviews
            ],
            "drills": [self.select_drill(row) for row in document.drills],
            "attempts": keep("attempts", document.attempts, lambda row: row.topic, in_topics),
            "repairs": keep("repairs", document.repairs, lambda row: row.topic, in_topics),
            "plans": plans,
        }
        return document.model_copy(update=changes)

    def has_subject(self, about: str) -> bool:
        return about in (self.content.problems if "/" in about else self.content.topics)

    def select_assessment(self, assessment: AssessmentRecord) -> AssessmentRecord | None:
        known = self.content.topics.__contains__
        ratings = self.left_out.keep("assessments", assessment.ratings, lambda row: row.topic, known)
        return assessment.model_copy(update={"ratings": ratings}) if ratings else None

    def select_goal(self, goal: GoalRecord) -> GoalRecord:
        """Within the bounds that the content sets; a role that is unknown here gives way to the default."""
        policy = track().policy
        role = goal.role
        if role not in self.content.roles:
            self.left_out.add("goal", role)
            role = policy.default_role
        least, most = policy.minutes_range
        slowest, fastest = policy.pace_range
        interviews = [self.select_interview(row) for row in goal.interviews]
        return goal.model_copy(
            update={
                "role": role,
                "minutes": min(max(goal.minutes, least), most),
                "pace": min(max(goal.pace, slowest), fastest),
                "interviews": interviews,
            }
        )

    def select_interview(self, interview: InterviewRecord) -> InterviewRecord:
        company = interview.company
        if company and company not in self.content.companies:
            self.left_out.add("goal", company)
            company = None
        rounds = self.left_out.keep("goal", interview.rounds, str, self.content.rounds.__contains__)
        debrief = interview.debrief and self.select_debrief(interview.debrief)
        return interview.model_copy(update={"company": company, "rounds": rounds, "debrief": debrief})

    def select_debrief(self, debrief: DebriefRecord) -> DebriefRecord:
        topics = self.left_out.keep("goal", debrief.topics, str, self.content.topics.__contains__)
        return debrief.model_copy(update={"topics": topics})

    def select_own_cards(self, own_cards: Iterable[OwnCardRecord]) -> list[OwnCardRecord]:
        content = self.content
        of_topics = self.left_out.keep("own_cards", own_cards, lambda own: own.topic, content.topics.__contains__)
        return self.left_out.keep(
            "own_cards", of_topics, lambda own: own.card or "", lambda key: not key or key in content.cards
        )

    def select_drill(self, drill: DrillRecord) -> DrillRecord:
        content = self.content
        return drill.model_copy(
            update={
                "round": drill.round if drill.round in content.rounds else None,
                "company": drill.company if drill.company in content.companies else None,
                "task": drill.task if content.has_task(drill.task) else "",
            }
        )

    def select_plans(self, plans: Iterable[PlanRecord]) -> list[PlanRecord]:
        """Those that name nothing unknown."""
        known = [plan for plan in keep_two_documents(list(plans)) if self.is_known_plan(plan)]
        numbers = {plan.number for plan in known}
        return [plan if plan.previous in numbers else plan.model_copy(update={"previous": None}) for plan in known]

    def is_known_plan(self, plan: PlanRecord) -> bool:
        inputs, content = plan.inputs, self.content
        goal = inputs.goal
        is_known = (
            goal.role in content.roles
            and all(row.company is None or row.company in content.companies for row in goal.interviews)
            and all(chosen in content.rounds for row in goal.interviews for chosen in row.rounds)
            and {*inputs.ratings, *inputs.stumbled, *inputs.repairs, *inputs.stumbled_in_practice} <= {*content.topics}
            and is_sound_goal(goal)
            and is_sound(inputs.model_dump())
            and (plan.document is None or self.can_be_shown(plan.document, goal))
        )
        if not is_known:
            self.left_out.add("plans", _("plan %(number)d") % {"number": plan.number})
        return is_known

    def can_be_shown(self, document: PlanDocument, goal: Goal) -> bool:
        """Whether every page can read it: it is printed, and its outline is made."""
        tasks = [*document.tasks, *(task for day in document.past for task in day.tasks)]
        if not is_sound(document.model_dump()) or not all(map(self.is_known_task, tasks)):
            return False
        try:
            make_outline(document)
            printed_plan(document, goal)
        except UNSHOWABLE:
            return False
        return True

    def is_known_task(self, task: StoredTask) -> bool:
        has_part = task.part is None or SITTING_PART.fullmatch(task.part) is not None
        return has_part and self.content.could_plan(task.key) and {*task.topics} <= {*self.content.topics}


def keep_two_documents(plans: list[PlanRecord]) -> list[PlanRecord]:
    """As the app does: that of the plan in force, and of the one that undo brings back, or else of the newest other."""
    current = next((plan for plan in plans if plan.is_current), None)
    previous = current.previous if current else None
    others = [plan.number for plan in plans if plan.document is not None and not plan.is_current]
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


def is_sound_goal(goal: Goal) -> bool:
    """Whether the goal could be stored: undo brings it back."""
    own_minutes = [minutes for minutes in goal.weekday_minutes or () if minutes != goal.minutes]
    return (
        {*goal.weekdays} <= {*range(7)}
        and bool(goal.weekdays)
        and 5 <= goal.minutes <= 1440
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
