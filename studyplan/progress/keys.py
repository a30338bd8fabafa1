"""Task keys as the plan writes them: ``<kind>:<topic slug or number>``, with a suffix for what repeats a task."""

from __future__ import annotations

import re
from collections.abc import Container

from studyplan.catalog.track import track
from studyplan.core.codes import TaskKind

MAX_LENGTH = 120
FORM = re.compile(r"(?P<kind>[a-z0-9-]+):(?P<subject>[a-z0-9-]+)(?P<suffix>(?::[a-z0-9-]+)*)")
NUMBERED = re.compile(r"(?:maintenance-)?[0-9]+")


def kinds() -> frozenset[str]:
    """All kinds of tasks: core's, and the recalls that the content names."""
    return frozenset([*TaskKind, *(checkpoint.kind for checkpoint in track().checkpoints if checkpoint.kind)])


def is_known(key: str, slugs: Container[str]) -> bool:
    """Whether ``key`` is a known kind of task about one of the topics ``slugs``, or a numbered one about all."""
    match = FORM.fullmatch(key)
    if not match or len(key) > MAX_LENGTH or match["kind"] not in kinds():
        return False
    return match["subject"] in slugs or bool(NUMBERED.fullmatch(match["subject"]))
