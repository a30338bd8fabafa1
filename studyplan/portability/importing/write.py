"""A document's rows, written in few statements whatever their number, for an account that has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Model

from studyplan.accounts.models import User
from studyplan.assessment.models import Assessment, Rating
from studyplan.notes.models import Note
from studyplan.planner.models import CalendarFeed, Plan, make_token
from studyplan.planner.outline import make_outline
from studyplan.portability.importing.content import KnownContent
from studyplan.portability.importing.document import ExportDocument, PlanRecord
from studyplan.portability.importing.fields import ExportedRow
from studyplan.portability.importing.write_goal import write_goal
from studyplan.practice.cards.summary import summarize_again
from studyplan.practice.models import (
    Attempt,
    CardMemory,
    Drill,
    OwnCard,
    PracticeSettings,
    Repair,
    Review,
)
from studyplan.progress.models import Completion, SectionRead, TaskChoice
from studyplan.reminders.models import Reminder

_RowT = TypeVar("_RowT", bound=Model)
_RecordT = TypeVar("_RecordT", bound=ExportedRow)
ROWS_A_STATEMENT = 500
NOT_KNOWN: dict[str, Any] = {}
"""In place of a card's memory before a review, which no download holds: nothing to put back, yet not a new card."""


class RowWriter:
    """Writes what was selected of a document."""

    def __init__(self, user: User, document: ExportDocument, content: KnownContent) -> None:
        self.user = user
        self.document = document
        self.content = content

    def write(self) -> None:
        self.write_settings()
        self.write_assessments()
        if self.document.goal:
            write_goal(self.user, self.document.goal, self.content)
        self.write_progress()
        self.write_notes()
        self.write_cards()
        self.write_practice()
        self.write_plans()
        feed = self.document.calendar_feed
        if feed:  # one that is there keeps its address: calendars read it
            values = {"token": make_token(), "created_at": feed.created_at}
            CalendarFeed.objects.get_or_create(user=self.user, defaults=values)
        summarize_again(self.user)

    def make(
        self, model: type[_RowT], records: Iterable[_RecordT], change: Callable[[_RecordT], Mapping[str, Any]]
    ) -> list[_RowT]:
        """A row of the user's for each record: its columns of the same names, and what ``change`` says."""
        return list(self._make_some(model, records, change))

    def store(
        self, model: type[_RowT], records: Iterable[_RecordT], change: Callable[[_RecordT], Mapping[str, Any]]
    ) -> None:
        """The same, for rows that no other one names: no more than some hundred are in memory."""
        for _row in self._make_some(model, records, change):
            pass

    def _make_some(
        self, model: type[_RowT], records: Iterable[_RecordT], change: Callable[[_RecordT], Mapping[str, Any]]
    ) -> Iterator[_RowT]:
        names = {field.name for field in model._meta.concrete_fields if not field.is_relation}
        waiting = iter(records)
        while some := list(islice(waiting, ROWS_A_STATEMENT)):
            rows = []
            for record in some:
                values = {name: getattr(record, name) for name in type(record).model_fields if name in names}
                rows.append(model(user=self.user, **values | dict(change(record))))
            yield from model._default_manager.bulk_create(rows)

    def write_settings(self) -> None:
        settings = self.document.account
        for name in ("time_zone", "day_ends_at", "keyboard_shortcuts"):
            setattr(self.user, name, getattr(settings, name))
        self.user.save(update_fields=["time_zone", "day_ends_at", "keyboard_shortcuts"])
        if self.document.reminders:
            chosen = self.document.reminders.model_dump(exclude={"last_on"})
            create = {**chosen, "last_on": self.document.reminders.last_on}
            Reminder.objects.update_or_create(user=self.user, defaults=chosen, create_defaults=create)
        if self.document.practice_settings:
            self.store(PracticeSettings, [self.document.practice_settings], as_it_is)

    def write_assessments(self) -> None:
        records, topics = self.document.assessments, self.content.topics
        assessments = self.make(Assessment, records, lambda _record: {})
        ratings = [
            Rating(assessment=row, topic_id=topics[rating.topic], level=rating.level, is_copied=rating.is_copied)
            for row, record in zip(assessments, records, strict=True)
            for rating in record.ratings
        ]
        Rating.objects.bulk_create(ratings, ROWS_A_STATEMENT)

    def write_progress(self) -> None:
        self.store(Completion, self.document.completions, as_it_is)
        self.store(SectionRead, self.document.sections_read, as_it_is)
        self.store(TaskChoice, self.document.task_choices, as_it_is)

    def write_notes(self) -> None:
        topics, problems = self.content.topics, self.content.problems if self.document.notes else {}
        self.store(
            Note,
            self.document.notes,
            lambda note: {
                "topic_id": topics[note.about.partition("/")[0]],
                "problem_id": problems[note.about] if "/" in note.about else None,
            },
        )

    def write_cards(self) -> None:
        topics = self.content.topics
        written = self.make(
            OwnCard,
            self.document.own_cards,
            lambda own: {"topic_id": topics[own.topic], **self.name_card(own.card)},
        )
        own = {record.number: row for record, row in zip(self.document.own_cards, written, strict=True)}
        self.store(
            CardMemory,
            self.document.cards,
            lambda memory: {
                **self.name_card(memory.card),
                "own": own[memory.own] if memory.own else None,
            },
        )
        met: set[tuple[str | None, int | None]] = set()

        def change(review: Any) -> dict[str, Any]:
            named = (review.card, review.own)
            is_new = named not in met and named != (None, None)
            met.add(named)
            return {
                **self.name_card(review.card),
                "own": own[review.own] if review.own else None,
                "before": None if is_new else NOT_KNOWN,
            }

        self.store(Review, sorted(self.document.card_reviews, key=lambda review: review.reviewed_at), change)

    def name_card(self, key: str | None) -> dict[str, int | None]:
        return {"card_id": self.content.cards[key] if key else None}

    def write_practice(self) -> None:
        topics, rounds, companies = self.content.topics, self.content.rounds, self.content.companies
        drills = self.make(
            Drill,
            self.document.drills,
            lambda drill: {
                "round_id": rounds[drill.round] if drill.round else None,
                "company_id": companies[drill.company] if drill.company else None,
                "questions": [question.model_dump(mode="json") for question in drill.questions],
            },
        )
        by_number = {record.number: row for record, row in zip(self.document.drills, drills, strict=True)}
        self.store(
            Attempt,
            self.document.attempts,
            lambda attempt: {
                "topic_id": topics[attempt.topic],
                "drill": by_number[attempt.drill] if attempt.drill else None,
                "hits": sorted(attempt.hits),
                "hit_count": len(attempt.hits),
            },
        )
        self.store(Repair, self.document.repairs, lambda repair: {"topic_id": topics[repair.topic]})

    def write_plans(self) -> None:
        """``previous`` names a row of the same statement, so it is set afterwards: only the plan in force has one."""
        records = self.document.plans
        plans = self.make(Plan, records, plan_values)
        by_number = {record.number: row for record, row in zip(records, plans, strict=True)}
        for record, row in zip(records, plans, strict=True):
            if record.previous:
                row.previous = by_number[record.previous]
                row.save(update_fields=["previous"])


def as_it_is(_record: ExportedRow) -> Mapping[str, Any]:
    return {}


def plan_values(plan: PlanRecord) -> dict[str, Any]:
    document = plan.document
    return {
        "inputs": plan.inputs.model_dump(mode="json"),
        "document": document.model_dump(mode="json") if document else None,
        "outline": make_outline(document).model_dump(mode="json") if document else None,
    }
