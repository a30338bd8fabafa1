"""Drills as pages show them: the open question with its clocks, and the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.catalog.guide import chains, mock_formats
from studyplan.catalog.models import Topic
from studyplan.practice.drills.services import creditable_tasks, open_steps, seconds_left, seconds_on, steps_of
from studyplan.practice.models import Attempt, Drill
from studyplan.practice.questions.bank import PracticeQuestion
from studyplan.progress.services import Ticks
from studyplan.ui.queries import Parameter, PreparedQuery
from studyplan.ui.templatetags.ui import stopwatch

MOST_LISTED = 30
LISTED_COLUMNS = ("pk", "kind", "format", "minutes", "questions", "started_on")
ENDED_DRILLS = PreparedQuery(
    lambda: (
        Drill.objects.filter(user=Parameter("user"), ended_at__isnull=False)
        .annotate(answered=Count("attempts"), hits=Sum("attempts__hit_count"), said=Sum("attempts__points"))
        .order_by("-started_at", "-pk")
        .values_list(*LISTED_COLUMNS, "company__name", "round__name", "answered", "hits", "said")[:MOST_LISTED]
    )
)


@dataclass(frozen=True, slots=True)
class DrillPage:
    """The open question of a drill; ``left`` and ``left_in_all`` in seconds, below 0 when over."""

    drill: Drill
    name: str
    place: int
    number: int
    count: int
    question: PracticeQuestion
    meant: int
    left: int
    left_in_all: int
    is_last: bool

    @property
    def is_revealed(self) -> bool:
        """Whether the model answer is shown, and the clock stands."""
        return self.drill.revealed_at is not None

    @property
    def used(self) -> int:
        """Seconds used for the open question."""
        return self.meant - self.left

    @property
    def part_left(self) -> int:
        """Seconds left of the question's time, for a bar: never below 0."""
        return max(0, self.left)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer: what was asked, what of it was said, how long it took."""

    attempt: Attempt
    question: PracticeQuestion
    meant: int

    @property
    def is_over_time(self) -> bool:
        return (self.attempt.seconds or 0) > self.meant

    @property
    def points(self) -> list[tuple[str, bool]]:
        hits = set(self.attempt.hits)
        return [(point, number in hits) for number, point in enumerate(self.question.key_points)]


@dataclass(frozen=True, slots=True)
class TopicResult:
    topic: Topic
    questions: int
    hits: int
    points: int


@dataclass(frozen=True, slots=True)
class Credit:
    """A task that the drill may count for; ``is_done``: it is ticked."""

    task: str
    topic: Topic | None
    is_done: bool


@dataclass(frozen=True, slots=True)
class DrillResultPage:
    drill: Drill
    name: str
    lines: tuple[AnswerLine, ...]
    topics: tuple[TopicResult, ...]
    count: int
    left_open: str  # what was typed to the question that was open at the end
    credits: tuple[Credit, ...]

    @property
    def hits(self) -> int:
        return sum(line.attempt.hit_count for line in self.lines)

    @property
    def points(self) -> int:
        return sum(line.attempt.points for line in self.lines)

    @property
    def used(self) -> int:
        return sum(line.attempt.seconds or 0 for line in self.lines)

    @property
    def meant(self) -> int:
        """Seconds meant for what was answered."""
        return sum(line.meant for line in self.lines)

    @property
    def answered_of(self) -> str:
        return _("of %(count)d") % {"count": self.count}

    @property
    def hits_of(self) -> str:
        return _("of %(count)d") % {"count": self.points}

    @property
    def used_of(self) -> str:
        return _("of %(time)s") % {"time": stopwatch(self.meant)}

    @property
    def missed(self) -> list[AnswerLine]:
        """Answers with less than half of the key points."""
        return [line for line in self.lines if line.attempt.is_stumble]

    @property
    def over_time(self) -> list[AnswerLine]:
        return [line for line in self.lines if line.is_over_time]

    @property
    def structure(self) -> list[tuple[str, str, bool]]:
        """The parts of the 60-second shape: value, words, whether most answers had it."""
        return [(part, words, part in self.drill.structure) for part, words in structure_parts().items()]

    @property
    def open_credits(self) -> list[Credit]:
        return [credit for credit in self.credits if not credit.is_done]


@dataclass(frozen=True, slots=True)
class DrillLine:
    """A mock interview or timed set: how many of its questions were answered, and what share of the key points.

    ``company`` and ``round`` are names, "" where it had none.
    """

    drill: Drill
    company: str
    round: str
    answered: int
    hits: int
    points: int

    @property
    def name(self) -> str:
        return drill_name(self.drill)

    @property
    def asked(self) -> int:
        return len(self.drill.questions)


def structure_parts() -> Mapping[str, str]:
    return {
        "state": _("State: the answer in one sentence"),
        "explain": _("Explain: why it holds"),
        "example": _("Example: a formula, a number, a case"),
        "trade-off": _("Trade-off: what it costs, and when it fails"),
    }


def drill_name(drill: Drill) -> str:
    """The name of a drill: that of its chain or its format, or "timed set"."""
    first = drill.questions[0] if drill.questions else {}
    chain = chains().get(first["slug"].partition("--")[0]) if first.get("kind") == Attempt.Kind.CHAIN else None
    if chain:
        return chain.name
    names = {mock_format.slug: mock_format.name for mock_format in mock_formats().formats}
    return names.get(drill.format) or str(drill.get_kind_display()).capitalize()


def drill_page(drill: Drill, now: datetime) -> DrillPage | None:
    """The open question; ``None`` where nothing is left to ask."""
    steps = open_steps(drill)
    if drill.ended_at or not steps:
        return None
    step = steps[0]
    return DrillPage(
        drill=drill,
        name=drill_name(drill),
        place=step.place,
        number=step.place + 1,
        count=len(drill.questions),
        question=step.question,
        meant=step.seconds,
        left=step.seconds - seconds_on(drill, now),
        left_in_all=seconds_left(drill, now),
        is_last=len(steps) == 1,
    )


def drill_result_page(drill: Drill, ticks: Ticks) -> DrillResultPage:
    """The result of an ended drill, without answers to questions that the content no longer has."""
    attempts = {attempt.place: attempt for attempt in drill.attempts.all()}
    steps = [step for step in steps_of(drill) if step.place in attempts]
    lines = tuple(AnswerLine(attempts[step.place], step.question, step.seconds) for step in steps)
    topics = {line.question.topic.slug: line.question.topic for line in lines}
    return DrillResultPage(
        drill=drill,
        name=drill_name(drill),
        lines=lines,
        topics=tuple(
            _score(topic, [line for line in lines if line.question.topic == topic]) for topic in topics.values()
        ),
        count=len(drill.questions),
        left_open=drill.answer,
        credits=tuple(
            Credit(task, topics.get(task.split(":")[1]), ticks.is_done(task)) for task in creditable_tasks(drill)
        ),
    )


def _score(topic: Topic, lines: list[AnswerLine]) -> TopicResult:
    hits, points = sum(line.attempt.hit_count for line in lines), sum(line.attempt.points for line in lines)
    return TopicResult(topic, len(lines), hits, points)


def drill_lines(user: User, most: int = MOST_LISTED) -> tuple[DrillLine, ...]:
    """The drills that are over, newest first; not more than ``most``, which is ``MOST_LISTED`` at most."""
    return tuple(map(_line, ENDED_DRILLS.fetch(user=user.pk)[:most]))


def _line(row: tuple[Any, ...]) -> DrillLine:
    *columns, company, round_name, answered, hits, points = row
    drill = Drill(**dict(zip(LISTED_COLUMNS, columns, strict=True)))
    return DrillLine(drill, company or "", round_name or "", answered, hits or 0, points or 0)
