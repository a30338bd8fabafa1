"""Checks of a claimed level: which probes are drawn, and what one says of the topic's level."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.version import per_content
from studyplan.core.codes import EvidenceCode
from studyplan.core.evidence import JudgedLevel, ProbeAnswer, judge_levels, sort_by_day
from studyplan.core.readiness import EffectiveLevel, find_effective_levels
from studyplan.practice.checks import wording
from studyplan.practice.evidence import evidence_of
from studyplan.practice.models import Attempt
from studyplan.practice.questions.bank import PracticeQuestion, question_of, questions


def levels_of_probes(topic: Topic) -> tuple[int, ...]:
    """The levels that can be checked, ascending: there is nothing to show for the lowest."""
    return _levels_by_topic().get(topic.slug, ())


@per_content
def _levels_by_topic() -> dict[str, tuple[int, ...]]:
    levels: dict[str, set[int]] = {}
    for probe in questions(Attempt.Kind.PROBE):
        levels.setdefault(probe.topic.slug, set()).add(probe.level or 0)
    return {slug: tuple(sorted(of_topic)) for slug, of_topic in levels.items()}


def probes_at(topic: Topic, level: int) -> tuple[PracticeQuestion, ...]:
    """The topic's probes of a level, in the content's order."""
    return tuple(probe for probe in questions(Attempt.Kind.PROBE, topic.slug) if probe.level == level)


def draw_probes(user: User, topic: Topic, level: int) -> tuple[PracticeQuestion, ...]:
    """The probes of the next check: first what was never answered, then what was answered the longest time ago."""
    answered = user.attempts.filter(kind=Attempt.Kind.PROBE, topic=topic, level=level).order_by()
    last = dict(answered.values_list("slug").annotate(Max("attempted_at")))
    new = [probe for probe in probes_at(topic, level) if probe.slug not in last]
    old = [probe for probe in probes_at(topic, level) if probe.slug in last]
    drawn = (*new, *sorted(old, key=lambda probe: last[probe.slug]))
    return drawn[: syllabus().policy.readiness.newest]


def level_to_check(topic: Topic, rating: int | None, target: int) -> int:
    """The level to check where none is named: the one claimed, or the target where nothing is claimed that can be."""
    levels = levels_of_probes(topic)
    return rating if rating in levels else min(max(target, levels[0]), levels[-1])


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the answers say of one level, and the level that counts for the topic (``None`` where it is not rated)."""

    topic: Topic
    target: int
    probed: JudgedLevel
    effective: EffectiveLevel | None
    failed: tuple[PracticeQuestion, ...]
    passed: tuple[PracticeQuestion, ...]

    @property
    def level(self) -> int:
        return self.probed.level

    @property
    def is_held(self) -> bool:
        """Enough held at it."""
        return self.probed.code is EvidenceCode.HELD

    @property
    def is_failed(self) -> bool:
        """Enough failed at it."""
        return self.probed.code is EvidenceCode.FAILED

    @property
    def verdict(self) -> str:
        return wording.verdict(self.effective) if self.effective else ""

    @property
    def counts_otherwise(self) -> bool:
        """Another level than the one claimed counts: the plan would come out differently."""
        return self.effective is not None and self.effective.level != self.effective.rating

    @property
    def is_held_up(self) -> bool:
        """The level held, and does not count as a lower one failed."""
        return self.is_held and self.effective is not None and self.effective.level < self.level

    @property
    def is_tested_out(self) -> bool:
        """The target is shown, and it was not claimed: the topic counts as met all the same."""
        effective = self.effective
        return effective is not None and effective.rating < self.target and effective.tests_out(self.target)


def check_result(user: User, topic: Topic, rating: int | None, target: int, level: int | None) -> CheckResult | None:
    """The result of the checks of ``level`` (``None``: of the level answered last), if there were any."""
    rules = syllabus().policy.readiness
    evidence = sort_by_day(evidence_of(user, [topic.slug]))
    probes = [answer for answer in evidence if isinstance(answer, ProbeAnswer)]
    asked = level or (probes[-1].level if probes else None)
    if asked not in {probe.level for probe in probes}:
        return None
    probed = next(result for result in judge_levels(rules, evidence) if result.level == asked)
    effective = find_effective_levels(rules, {topic.slug: rating}, evidence)[topic.slug] if rating else None
    failed, passed = (_questions(topic, slugs) for slugs in (probed.failed, probed.passed))
    return CheckResult(topic, target, probed, effective, failed, passed)


def _questions(topic: Topic, slugs: tuple[str, ...]) -> tuple[PracticeQuestion, ...]:
    """Questions that the content has dropped are left out."""
    probes = (question_of(Attempt.Kind.PROBE, topic.slug, slug) for slug in slugs)
    return tuple(probe for probe in probes if probe)
