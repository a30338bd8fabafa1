"""Rehearsals that have no format yet, and the minutes to keep for one. Rule: planning §6."""

from collections.abc import Collection, Iterable

from studyplan.core.codes import FocusCode, ReasonCode, TaskKind
from studyplan.core.material import RehearsalFormat
from studyplan.core.model import note
from studyplan.core.planning.workload import Work
from studyplan.core.policy import RehearsalRules

REHEARSAL_PREFIX = f"{TaskKind.REHEARSAL}:"


def make_rehearsal(minutes: int, code: ReasonCode = ReasonCode.REHEARSAL) -> Work:
    """A rehearsal of at least so many minutes, whose format and number are settled when all days are filled."""
    cause = note(code, week=0, rounds=())
    return Work(REHEARSAL_PREFIX, TaskKind.REHEARSAL, (), minutes, cause, FocusCode.REHEARSAL, whole=True)


def count_last_minutes(
    rules: RehearsalRules, formats: Iterable[RehearsalFormat], rounds: Collection[str], longest_day: int
) -> int:
    """Minutes to keep for the last rehearsal: those of the shortest format of a chosen round that a day holds.

    They are `least` at least.
    """
    own = [
        candidate.minutes
        for candidate in formats
        if candidate.minutes <= longest_day
        and (not rounds or not candidate.rounds or any(round_ in rounds for round_ in candidate.rounds))
    ]
    return max(rules.least, min(own, default=rules.least))
