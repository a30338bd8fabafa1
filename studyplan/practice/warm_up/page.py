"""A warm-up's result as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from studyplan.catalog.files.guide import WarmUpVerdict
from studyplan.catalog.guide import overview
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import PracticeQuestion, question_of, questions


@dataclass(frozen=True, slots=True)
class ResultLine:
    """How one question went, and how it had gone the time before."""

    question: PracticeQuestion
    attempt: Attempt
    before: Attempt | None

    @property
    def change(self) -> int | None:
        """Key points gained since the time before."""
        return self.attempt.hit_count - self.before.hit_count if self.before else None

    @property
    def missing(self) -> tuple[str, ...]:
        points = enumerate(self.question.key_points)
        return tuple(point for number, point in points if number not in self.attempt.hits)


@dataclass(frozen=True, slots=True)
class WarmUpResult:
    """The newest warm-up: its ``lines`` in topic order, of so many questions ``asked``."""

    on: date
    lines: tuple[ResultLine, ...]
    asked: int
    verdict: WarmUpVerdict

    @property
    def stumbled(self) -> tuple[ResultLine, ...]:
        """Less than half of the key points."""
        return tuple(line for line in self.lines if line.attempt.is_stumble)

    @property
    def held(self) -> tuple[ResultLine, ...]:
        """Half of the key points or more, but not all."""
        return tuple(line for line in self.lines if line.missing and not line.attempt.is_stumble)

    @property
    def strong(self) -> tuple[ResultLine, ...]:
        return tuple(line for line in self.lines if not line.missing)

    @property
    def is_beyond(self) -> bool:
        return len(self.stumbled) > self.verdict.forgiven

    @property
    def stumbled_before(self) -> int | None:
        """How many of these questions were stumbled on the time before; ``None`` where it was the first time."""
        before = [line.before for line in self.lines if line.before]
        return sum(attempt.is_stumble for attempt in before) if before else None


def result_of(attempts: Sequence[Attempt]) -> WarmUpResult | None:
    """The result of the newest of ``attempts`` (newest first), compared with those before."""
    newest = [attempt for attempt in attempts if attempt.attempted_at == attempts[0].attempted_at]
    before: dict[int, Attempt] = {}
    for attempt in attempts[len(newest) :]:
        before.setdefault(attempt.topic_id, attempt)
    lines = []
    for attempt in newest:
        if question := question_of(attempt.kind, attempt.topic.slug, attempt.slug):
            lines.append(ResultLine(question, attempt, before.get(attempt.topic_id)))
    if not lines:
        return None
    asked = len(questions(Attempt.Kind.WARM_UP))
    return WarmUpResult(newest[0].attempted_on, tuple(lines), asked, overview().warm_up_verdict)
