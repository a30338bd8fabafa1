"""What of a file this installation has a place for: content that is unknown here is left out, and told.

Content that was retired still has its rows, so what refers to it is kept, as everywhere in the app.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from studyplan.catalog.track import track
from studyplan.portability.importing.content import KnownContent
from studyplan.portability.importing.document import (
    AssessmentRecord,
    CardRecord,
    DebriefRecord,
    DrillRecord,
    ExportDocument,
    GoalRecord,
    InterviewRecord,
    OwnCardRecord,
    PlanRecord,
    ReviewRecord,
)
from studyplan.portability.importing.plans import is_known_plan, keep_two_documents

_RowT = TypeVar("_RowT")
MOST_NAMES_TOLD = 5


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
        self.planned: set[str] = set()
        self.document = self.select(document)

    def select(self, document: ExportDocument) -> ExportDocument:
        keep, content = self.left_out.keep, self.content
        in_topics, has_task = content.topics.__contains__, self.has_task
        plans = self.select_plans(document.plans)
        self.planned = {task.key for plan in plans if plan.is_current and plan.document for task in plan.document.tasks}
        own_cards = self.select_own_cards(document.own_cards)
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
            "cards": self.select_memories(document.cards, own),
            "card_reviews": [self.select_review(row, own) for row in document.card_reviews],
            "drills": [self.select_drill(row) for row in document.drills],
            "attempts": keep("attempts", document.attempts, lambda row: row.topic, in_topics),
            "repairs": keep("repairs", document.repairs, lambda row: row.topic, in_topics),
            "plans": plans,
        }
        return document.model_copy(update=changes)

    def has_task(self, key: str) -> bool:
        return key in self.planned or self.content.has_task(key)

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
        in_topics = self.content.topics.__contains__
        of_topics = self.left_out.keep("own_cards", own_cards, lambda own: own.topic, in_topics)
        return self.left_out.keep("own_cards", of_topics, lambda own: own.card or "", self.has_card_if_named)

    def select_memories(self, memories: Iterable[CardRecord], own: Container[int]) -> list[CardRecord]:
        """Those of the ``own`` cards that are left, and of known ones."""
        kept = self.left_out.keep("cards", memories, lambda row: row.card or "", self.has_card_if_named)
        return [row for row in kept if row.own is None or row.own in own]

    def select_review(self, review: ReviewRecord, own: Container[int]) -> ReviewRecord:
        """Of an unknown card it stays, as one of a card that was deleted: it was done on that day."""
        card = review.card if review.card in self.content.cards else None
        return review.model_copy(update={"card": card, "own": review.own if review.own in own else None})

    def has_card_if_named(self, key: str) -> bool:
        return not key or key in self.content.cards

    def select_drill(self, drill: DrillRecord) -> DrillRecord:
        content = self.content
        return drill.model_copy(
            update={
                "round": drill.round if drill.round in content.rounds else None,
                "company": drill.company if drill.company in content.companies else None,
                "task": drill.task if self.has_task(drill.task) else "",
            }
        )

    def select_plans(self, plans: list[PlanRecord]) -> list[PlanRecord]:
        known = []
        for plan in keep_two_documents(plans):
            if is_known_plan(plan, self.content):
                known.append(plan)
            else:
                self.left_out.add("plans", _("plan %(number)d") % {"number": plan.number})
        numbers = {plan.number for plan in known}
        return [plan if plan.previous in numbers else plan.model_copy(update={"previous": None}) for plan in known]
