"""A file's goal with its interviews and debriefs, written for an account that has none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Model

from studyplan.accounts.models import User
from studyplan.goals.models import Debrief, Interview, StudyGoal
from studyplan.goals.values import DAY_CODES
from studyplan.portability.importing.content import KnownContent
from studyplan.portability.importing.document import DebriefRecord, GoalRecord

LINKS_A_STATEMENT = 500


def write_goal(user: User, record: GoalRecord, content: KnownContent) -> None:
    goal = StudyGoal.objects.create(
        user=user,
        role_id=content.roles[record.role],
        minutes=record.minutes,
        weekdays=sum(1 << DAY_CODES.index(code) for code in {*record.weekdays}),
        days_off=[day.isoformat() for day in sorted({*record.days_off})],
        pace=record.pace,
        updated_at=record.updated_at,
        **{f"minutes_{code}": minutes for code, minutes in record.weekday_minutes.items()},
    )
    companies = content.companies
    interviews = Interview.objects.bulk_create(
        Interview(goal=goal, company_id=companies[row.company] if row.company else None, on=row.on)
        for row in record.interviews
    )
    written = list(zip(interviews, record.interviews, strict=True))
    rounds = ((interview.pk, content.rounds[chosen]) for interview, row in written for chosen in row.rounds)
    link(Interview.rounds.through, "interview_id", "round_id", rounds)
    write_debriefs([(interview, row.debrief) for interview, row in written if row.debrief], content)


def write_debriefs(records: Sequence[tuple[Interview, DebriefRecord]], content: KnownContent) -> None:
    debriefs = Debrief.objects.bulk_create(
        Debrief(interview=interview, **record.model_dump(exclude={"topics"})) for interview, record in records
    )
    topics = (
        (debrief.pk, content.topics[topic])
        for debrief, (_interview, record) in zip(debriefs, records, strict=True)
        for topic in record.topics
    )
    link(Debrief.topics.through, "debrief_id", "topic_id", topics)


def link(model: type[Model], one: str, other: str, pairs: Iterable[tuple[int, int]]) -> None:
    """Rows of a many-to-many field."""
    rows = (model(**{one: first, other: second}) for first, second in dict.fromkeys(pairs))
    model._default_manager.bulk_create(rows, LINKS_A_STATEMENT)
