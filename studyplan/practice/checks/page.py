"""The claims that can be checked, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.catalog.track import track
from studyplan.core.codes import EvidenceCode
from studyplan.core.readiness import EffectiveLevel
from studyplan.core.scoring import TopicScore
from studyplan.goals.services import ahead, goal_of, scores_for
from studyplan.practice.checks import wording
from studyplan.practice.checks.services import levels_of_probes
from studyplan.practice.evidence import effective_of


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One topic: what is claimed and asked, what checks made of it, and the ``levels`` that can be checked."""

    topic: Topic
    score: TopicScore
    effective: EffectiveLevel
    levels: tuple[int, ...]

    @property
    def is_answered(self) -> bool:
        return self.effective.verdict.code is not EvidenceCode.UNTESTED

    @property
    def verdict(self) -> str:
        return wording.verdict(self.effective)

    @property
    def claim(self) -> int | None:
        """The claimed level, if it can be checked."""
        return self.effective.rating if self.effective.rating in self.levels else None

    @property
    def test_out_level(self) -> int | None:
        """The target, if it is above the claim and not shown yet: whoever shows it need not study the topic.

        Where a level below it failed there is no such way: that one has to hold first.
        """
        target = self.score.target
        done = self.effective.rating >= target or self.effective.tests_out(target)
        facts = (note for note in self.effective.because if note.code is EvidenceCode.FAILED)
        failed = any(wording.number(note, "level") < target for note in facts)
        return target if target in self.levels and not (done or failed) else None


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """Every topic, and the check that is most useful next, if one is."""

    lines: tuple[ClaimLine, ...]
    next: ClaimLine | None

    @property
    def tested(self) -> int:
        return sum(line.effective.tested for line in self.lines)


def claims_page(user: User, levels: Mapping[str, int], today: date) -> ClaimsPage:
    """The claims of ``user``, who rates every topic (slug → 1–5)."""
    scores = scores_for(ahead(goal_of(user), today), today, levels).by_slug
    effective = effective_of(user, levels)
    lines = tuple(
        ClaimLine(topic, scores[topic.slug], effective[topic.slug], levels_of_probes(topic))
        for topic in Topic.objects.current()
    )
    return ClaimsPage(lines, most_useful(lines))


def most_useful(lines: Iterable[ClaimLine]) -> ClaimLine | None:
    """Of the claims that others are built on and that nothing has tested, the one that weighs most for the goal."""
    firm = track().policy.prerequisite_firm_from
    untested = [line for line in lines if line.claim and line.claim >= firm and not line.effective.tested]
    return max(untested, key=lambda line: line.score.weight, default=None)
