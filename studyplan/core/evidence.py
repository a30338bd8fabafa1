"""Topics shown in practice, and topics stumbled on. Rules: planning §6, §9.

Evidence may come in any order of days; what happened on the same day comes in the order in which it happened.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from studyplan.core.policy import ReadinessRules


@dataclass(frozen=True, slots=True)
class ProbeAnswer:
    """An answer on a day to the topic's probe `slug` of `level`, and whether it held.

    Levels of probes are 2 or more: nobody has to show that they know nothing.
    """

    topic: str
    level: int
    slug: str
    passed: bool
    on: date


@dataclass(frozen=True, slots=True)
class QuestionAttempt:
    """An answer on a day to a question of some `kind`, with `points` of its `of` key points."""

    topic: str
    kind: str
    points: int
    of: int
    on: date


Evidence = ProbeAnswer | QuestionAttempt


def sort_by_day(evidence: Iterable[Evidence]) -> list[Evidence]:
    """From the oldest day to the newest; answers of the same day keep their order. Rule: planning §9."""
    return sorted(evidence, key=lambda answer: answer.on)


def is_stumble(rules: ReadinessRules, evidence: Evidence) -> bool:
    """A probe that failed, or an attempt with less than the policy's share of its key points. Rule: planning §6."""
    if isinstance(evidence, ProbeAnswer):
        return not evidence.passed
    part, whole = rules.stumble_share
    return evidence.points * whole < evidence.of * part


def list_stumbled_topics(rules: ReadinessRules, evidence: Iterable[Evidence], since: date) -> tuple[str, ...]:
    """Topics stumbled on from `since` on and not shown again after that, the most recent first. Rule: planning §6.

    Whatever went well shows its topic again; but a probe that failed asks for a probe of its level or above, or for a
    question with key points.
    """
    left: dict[str, list[tuple[int, Evidence]]] = {}
    for number, answer in enumerate(sort_by_day(evidence)):
        before = left.get(answer.topic, [])
        if not is_stumble(rules, answer):
            left[answer.topic] = [stumble for stumble in before if not _makes_good(answer, stumble[1])]
        elif answer.on >= since:
            left[answer.topic] = [*before, (number, answer)]
    newest = {topic: stumbles[-1][0] for topic, stumbles in left.items() if stumbles}
    return tuple(sorted(newest, key=newest.__getitem__, reverse=True))


def _makes_good(later: Evidence, stumble: Evidence) -> bool:
    if isinstance(later, ProbeAnswer) and isinstance(stumble, ProbeAnswer):
        return later.level >= stumble.level
    return True
