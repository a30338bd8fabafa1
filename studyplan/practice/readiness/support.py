"""What supports a topic's level: how many answers, how they went, and what would settle it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyplan.core.codes import EvidenceCode, Sureness
from studyplan.core.evidence import JudgedLevel
from studyplan.core.policy import ReadinessRules
from studyplan.core.readiness import EffectiveLevel

STRENGTH: dict[Sureness | None, int] = {
    None: 0,
    Sureness.MIXED: 1,
    Sureness.ONCE: 1,
    Sureness.LEANING: 2,
    Sureness.FAIRLY_SURE: 3,
    Sureness.SURE: 4,
}
"""How many of ``MOST_STRENGTH`` marks a sureness fills."""
MOST_STRENGTH = 4


@dataclass(frozen=True, slots=True)
class Support:
    """Of ``answers`` that count at ``level``, how many ``held``, and how many checks more would settle it, if any."""

    level: int
    held: int
    answers: int
    newest_on: date
    needed: int

    @property
    def outcome(self) -> str:
        if self.answers > 1:
            text = _("%(held)s of %(answers)s answers at level %(level)s held.")
        elif self.held:
            text = _("One answer at level %(level)s, and it held.")
        else:
            text = _("One answer at level %(level)s, and it did not hold.")
        return text % {"held": self.held, "answers": self.answers, "level": self.level}

    @property
    def what_settles(self) -> str:
        if not self.needed:
            return ""
        text = ngettext(
            "One check question that holds settles it.", "%(needed)s check questions that hold settle it.", self.needed
        )
        return text % {"needed": self.needed}


def find_support(rules: ReadinessRules, effective: EffectiveLevel) -> Support | None:
    """What was answered about the level that matters most for the topic; ``None`` where nothing was."""
    judged = _find_deciding(effective)
    if judged is None:
        return None
    return Support(
        level=judged.level,
        held=len(judged.passed) + len(judged.met),
        answers=judged.answers,
        newest_on=max(level.newest_on for level in effective.judged),
        needed=0 if effective.tested else count_needed(rules, judged),
    )


def _find_deciding(effective: EffectiveLevel) -> JudgedLevel | None:
    """The level that the verdict follows from; else the one that answers show, the one claimed, or the highest."""
    by_level = {judged.level: judged for judged in effective.judged}
    if effective.tested:
        return by_level[int(str(effective.verdict["probed"]))]
    wanted = (effective.shown, effective.rating)
    return next((by_level[level] for level in wanted if level in by_level), None) or by_level.get(
        max(by_level, default=0)
    )


def count_needed(rules: ReadinessRules, judged: JudgedLevel) -> int:
    """How many probes have to hold, with none failing, until the level is decided: 0 where it is. Rule: planning §9.

    New probes push old ones out, at worst those that held, and contradict the attempts that were missed before.
    """
    if judged.code is not EvidenceCode.OPEN:
        return 0
    for new in range(1, rules.newest):
        failed = min(len(judged.failed), rules.newest - new)
        passed = min(len(judged.passed), rules.newest - new - failed)
        for_it = (new + passed) * rules.probe_weight + len(judged.met) * rules.attempt_weight
        if for_it >= rules.decisive_weight and for_it > failed * rules.probe_weight:
            return new
    return rules.newest
