"""Mock interviews and timed sets: started, answered step by step against a clock that the server keeps, ended.

A drill's clock runs while a question is open and stands while its answer is compared. Every step names the place it is
about; a step for another place, from a second tab or the back button, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from studyplan.accounts.models import User
from studyplan.catalog.models import Company, Round
from studyplan.practice.cards.services import requeue_missed
from studyplan.practice.drills.select import DrawnQuestions
from studyplan.practice.models import Attempt, Drill
from studyplan.practice.questions import attempts
from studyplan.practice.questions.bank import PracticeQuestion, question_of
from studyplan.progress.models import Completion
from studyplan.progress.services import NOT_PLANNED, PlannedTask, set_done

PlannedTasks = Mapping[str, PlannedTask]


@dataclass(frozen=True, slots=True)
class DrillStep:
    """Where an open drill stands: the place, its question, the seconds that were meant for it."""

    place: int
    question: PracticeQuestion
    seconds: int


@dataclass(frozen=True, slots=True)
class DrillSettings:
    """The purpose of a drill; ``task``: the plan's, or "" for one of its own."""

    kind: str
    format: str
    round: Round | None = None
    company: Company | None = None
    task: str = ""


def steps_of(drill: Drill) -> list[DrillStep]:
    """All of a drill's questions that the content still holds."""
    rows = (
        (place, question_of(row["kind"], row["topic"], row["slug"]), row["seconds"])
        for place, row in enumerate(drill.questions)
    )
    return [DrillStep(place, question, seconds) for place, question, seconds in rows if question]


def open_steps(drill: Drill) -> list[DrillStep]:
    """The steps not answered yet; the first is the one that is open."""
    answered = {attempt.place for attempt in drill.attempts.all()}
    return [step for step in steps_of(drill) if step.place not in answered]


def is_open_at(drill: Drill, place: int) -> bool:
    return drill.ended_at is None and [step.place for step in open_steps(drill)[:1]] == [place]


def seconds_on(drill: Drill, now: datetime) -> int:
    """How long the open question has been open, or was until its answer was shown."""
    return max(0, int(((drill.revealed_at or now) - drill.asked_at).total_seconds()))


def seconds_left(drill: Drill, now: datetime) -> int:
    """The rest of the drill's time; below 0 when it is over."""
    used = sum(attempt.seconds or 0 for attempt in drill.attempts.all())
    return drill.minutes * 60 - used - (0 if drill.ended_at else seconds_on(drill, now))


@transaction.atomic
def start(user: User, setting: DrillSettings, drawn: DrawnQuestions, now: datetime, today: date) -> tuple[Drill, bool]:
    """A new drill with the questions ``drawn``, and True; or the one that is open already: there is one at a time."""
    User.objects.lock(user)
    open_drill = user.drills.filter(ended_at=None).first()
    if open_drill:
        return open_drill, False
    drill = user.drills.create(
        kind=setting.kind,
        format=setting.format,
        round=setting.round,
        company=setting.company,
        task=setting.task,
        minutes=-(-sum(question["seconds"] for question in drawn) // 60),
        questions=drawn,
        started_at=now,
        asked_at=now,
        started_on=today,
    )
    return drill, True


@transaction.atomic
def reveal(user: User, drill: Drill, place: int, answer: str, now: datetime) -> None:
    """Stop the clock of the question at ``place`` and keep what was typed."""
    current = _locked(user, drill)
    if is_open_at(current, place) and current.revealed_at is None:
        current.revealed_at, current.answer = max(now, current.asked_at), answer
        current.save(update_fields=["revealed_at", "answer"])


@transaction.atomic
def record_answer(
    user: User, drill: Drill, place: int, hits: Iterable[int], planned: PlannedTasks, now: datetime, today: date
) -> bool:
    """Keep the answer at ``place`` with its key points and ask the next question.

    After the last one the drill ends: whether this was it.
    """
    current = _locked(user, drill)
    if not is_open_at(current, place) or current.revealed_at is None:
        return False
    step, *others = open_steps(current)
    attempts.record(
        user,
        step.question,
        hits,
        now=now,
        today=today,
        answer=current.answer,
        seconds=min(seconds_on(current, now), Attempt.MOST_SECONDS),
        drill=current,
        place=place,
    )
    current.asked_at, current.revealed_at, current.answer = max(now, current.asked_at), None, ""
    current.save(update_fields=["asked_at", "revealed_at", "answer"])
    if not others:
        _end(user, current, now, today)
        if current.task:
            tick_tasks(user, [current.task], planned, now, today)
    return not others


@transaction.atomic
def end(user: User, drill: Drill, now: datetime, today: date) -> None:
    """End it with what was answered. What was typed and not compared yet stays with the drill."""
    current = _locked(user, drill)
    if current.ended_at is None:
        _end(user, current, now, today)


def _end(user: User, drill: Drill, now: datetime, today: date) -> None:
    drill.ended_at = max(now, drill.started_at)
    drill.save(update_fields=["ended_at"])
    requeue_missed(user, [attempt for attempt in drill.attempts.select_related("topic") if attempt.is_stumble], today)


def _locked(user: User, drill: Drill) -> Drill:
    """The drill as it is now, with nobody else at it."""
    User.objects.lock(user)
    return user.drills.prefetch_related("attempts").get(pk=drill.pk)


def creditable_tasks(drill: Drill) -> list[str]:
    """Keys of the tasks that an ended drill may count for.

    One that serves a task of the plan counts for that one. Another one counts as the mock interview of each topic
    that it asked two questions about, or one of a chain, if at least half of their key points were said.
    """
    answered = list(drill.attempts.all())
    if drill.ended_at is None or not answered:
        return []
    if drill.task:
        return [drill.task]
    by_topic: dict[str, list[Attempt]] = {}
    for attempt in answered:
        by_topic.setdefault(attempt.topic.slug, []).append(attempt)
    return [
        f"mock:{slug}"
        for slug, own in by_topic.items()
        if (len(own) > 1 or own[0].kind == Attempt.Kind.CHAIN)
        and sum(attempt.hit_count for attempt in own) * 2 >= sum(attempt.points for attempt in own)
    ]


def tick_tasks(user: User, tasks: Iterable[str], planned: PlannedTasks, now: datetime, today: date) -> None:
    """Make the tasks done, as a tick in the tracker or the plan does; both take it back."""
    for task in tasks:
        facts = planned.get(task, NOT_PLANNED)
        set_done(user, task, Completion.WHOLE, True, planned=facts, now=now, today=today)


def set_structure(user: User, drill: Drill, parts: Iterable[str]) -> None:
    """Store the parts of the 60-second shape that most answers had, by the user's own judgment."""
    chosen = set(parts)
    user.drills.filter(pk=drill.pk).update(structure=[part for part in Drill.STRUCTURE if part in chosen])
