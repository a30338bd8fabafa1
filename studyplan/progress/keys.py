"""Task keys as the plan writes them: ``<kind>:<topic slug or number>``, with an ending for what repeats a task."""

from __future__ import annotations

import re
from collections.abc import Container

from studyplan.catalog.track import track
from studyplan.core.codes import TaskKind

MAX_LENGTH = 120
FORM = re.compile(r"(?P<kind>[a-z0-9-]+):(?P<subject>[a-z0-9-]+)(?P<ending>:[a-z0-9-]+)?")
UP_TO_99 = "[1-9][0-9]?"
"""Higher ones are known only to the plan that holds them."""
ENDINGS: dict[str, re.Pattern[str]] = {
    TaskKind.PRACTICE: re.compile(f":extra|:(?:upkeep|debrief|repair)-{UP_TO_99}"),
    TaskKind.CHEAT_SHEET: re.compile(":express|:final"),
    TaskKind.MOCK: re.compile(":express"),
    TaskKind.SKIM: re.compile(":final"),
}
# Plans that knew no rehearsals held mock:maintenance-1.
ACROSS = f"{TaskKind.MOCK}|{TaskKind.REHEARSAL}|{TaskKind.TIMED_SET}"
ABOUT_ALL = re.compile(f"{TaskKind.MOCK}:1:final|(?:{ACROSS}):(?:maintenance-)?{UP_TO_99}")


def kinds() -> frozenset[str]:
    """All kinds of tasks: core's, and the recalls that the content names."""
    return frozenset([*TaskKind, *(checkpoint.kind for checkpoint in track().checkpoints if checkpoint.kind)])


def is_known(key: str, slugs: Container[str]) -> bool:
    """Whether a plan could hold ``key``: one topic of ``slugs``, or all, by number."""
    if ABOUT_ALL.fullmatch(key):
        return True
    match = FORM.fullmatch(key)
    if not match or match["kind"] not in kinds() or match["subject"] not in slugs:
        return False
    endings = ENDINGS.get(match["kind"])
    return not match["ending"] or bool(endings and endings.fullmatch(match["ending"]))
