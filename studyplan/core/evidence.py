"""What answers say of a topic's levels, and topics stumbled on. Rules: planning §6, §9.

Evidence may come in any order of days; what happened on the same day comes in the order in which it happened.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from studyplan.core.codes import EvidenceCode
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
    """An answer on a day to the topic's question `slug` of some `kind` and `level`, with `points` of its `of` key
    points. The level is 2 or more, as of probes.
    """

    topic: str
    level: int
    kind: str
    slug: str
    points: int
    of: int
    on: date


Evidence = ProbeAnswer | QuestionAttempt


def sort_by_day(evidence: Iterable[Evidence]) -> list[Evidence]:
    """From the oldest day to the newest; answers of the same day keep their order. Rule: planning §9."""
    return sorted(evidence, key=lambda answer: answer.on)


def judge_answer(rules: ReadinessRules, evidence: Evidence) -> bool | None:
    """Whether an answer speaks for the level of its question: True where it held, False for a stumble, None where it
    held in part. Rule: planning §9.
    """
    if is_stumble(rules, evidence):
        return False
    if isinstance(evidence, ProbeAnswer):
        return True
    part, whole = rules.hold_share
    return True if evidence.points * whole >= evidence.of * part else None


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


# --- What the answers say of a level ------------------------------------------------------------------------------

Question = tuple[int, str, str]  # its level, its kind ("" for a probe) and its slug
# The place of the newest answer to a question, 0 for the newest, and what it says.
JudgedAnswer = tuple[int, bool | None]


@dataclass(frozen=True, slots=True)
class JudgedLevel:
    """What the answers to questions of one level say, by the newest answer to each question.

    failed, passed: slugs of probes, the newest first. missed, met, partly: attempts at other questions, each its kind
    and slug, likewise; `partly` says neither. Attempts that a later probe contradicts are in none of them.
    code: HELD or FAILED where enough agrees, else OPEN.
    """

    level: int
    failed: tuple[str, ...]
    passed: tuple[str, ...]
    code: EvidenceCode
    missed: tuple[tuple[str, str], ...]
    met: tuple[tuple[str, str], ...]
    partly: tuple[tuple[str, str], ...]
    balance: int  # the weight that speaks for the level, less that against it
    newest_on: date  # the day of the newest answer

    @property
    def answers(self) -> int:
        return sum(map(len, (self.failed, self.passed, self.missed, self.met, self.partly)))

    @property
    def questions(self) -> tuple[tuple[str, str], ...]:
        return (*self.missed, *self.met, *self.partly)

    @property
    def facts(self) -> dict[str, int | tuple[str, ...]]:
        """The parameters that every note about the level carries."""
        attempts = {"missed": len(self.missed), "met": len(self.met), "partly": len(self.partly)}
        return {"failed": self.failed, "passed": self.passed, **attempts}


def identify_question(answer: Evidence) -> Question:
    """The question of a topic that `answer` is to."""
    return answer.level, "" if isinstance(answer, ProbeAnswer) else answer.kind, answer.slug


def judge_levels(rules: ReadinessRules, answers: Sequence[Evidence]) -> tuple[JudgedLevel, ...]:
    """Judge each level that a topic's answers (oldest first) are about, ascending. Rule: planning §9.

    Of each level only the newest probes and the newest attempts count, and of each question only its newest answer.
    """
    by_level: dict[int, tuple[dict[Question, JudgedAnswer], dict[Question, JudgedAnswer]]] = {}
    newest_on: dict[int, date] = {}
    for place, answer in enumerate(reversed(answers)):
        newest_on.setdefault(answer.level, answer.on)
        outcomes = by_level.setdefault(answer.level, ({}, {}))[isinstance(answer, QuestionAttempt)]
        question = identify_question(answer)
        if question not in outcomes:
            outcomes[question] = place, judge_answer(rules, answer)
    return tuple(_judge_level(rules, level, *by_level[level], newest_on[level]) for level in sorted(by_level))


def judge_topics(rules: ReadinessRules, evidence: Iterable[Evidence]) -> dict[str, tuple[JudgedLevel, ...]]:
    """Topic → its judged levels, of every topic that was answered. Rule: planning §9."""
    answers: dict[str, list[Evidence]] = {}
    for answer in sort_by_day(evidence):
        answers.setdefault(answer.topic, []).append(answer)
    return {topic: judge_levels(rules, topic_answers) for topic, topic_answers in answers.items()}


def _judge_level(
    rules: ReadinessRules,
    level: int,
    probes: Mapping[Question, JudgedAnswer],
    attempts: Mapping[Question, JudgedAnswer],
    newest_on: date,
) -> JudgedLevel:
    """`probes`, `attempts`: the newest first."""
    newest = dict(islice(probes.items(), rules.newest))
    since = {
        held: min((place for place, says in newest.values() if says is held), default=None) for held in (True, False)
    }
    counted = {
        question: says
        for question, (place, says) in islice(attempts.items(), rules.newest_attempts)
        if says is None or (contradicted := since[not says]) is None or place < contradicted
    }
    passed, failed = (tuple(slug for (*_, slug), (_, says) in newest.items() if says is held) for held in (True, False))
    met, missed, partly = (
        tuple(question[1:] for question, says in counted.items() if says is wanted) for wanted in (True, False, None)
    )
    for_it = len(passed) * rules.probe_weight + len(met) * rules.attempt_weight
    against = len(failed) * rules.probe_weight + len(missed) * rules.attempt_weight
    code = EvidenceCode.OPEN
    if against >= rules.decisive_weight and against > for_it:
        code = EvidenceCode.FAILED
    elif for_it >= rules.decisive_weight and for_it > against:
        code = EvidenceCode.HELD
    return JudgedLevel(level, failed, passed, code, missed, met, partly, for_it - against, newest_on)
