"""Task keys as the plan writes them: ``<kind>:<topic slug or number>``, with a suffix for what repeats a task."""

from __future__ import annotations

import re
from collections.abc import Iterable

KINDS = frozenset(
    [
        "read",
        "derive",
        "practice",
        "cheat-sheet",
        "self-assessment",
        "mock",
        "recall-3",
        "recall-7",
        "recall-14",
        "recall-21",
        "review",
        "timed-set",
        "pass",
    ]
)
MAX_LENGTH = 120
FORM = re.compile(r"(?P<kind>[a-z0-9-]+):(?P<subject>[a-z0-9-]+)(?P<suffix>(?::[a-z0-9-]+)*)")
NUMBERED = re.compile(r"(?:maintenance-)?[0-9]+")


def is_known(key: str, slugs: Iterable[str]) -> bool:
    """Whether ``key`` is a known kind of task about one of the topics ``slugs``, or a numbered one about all."""
    match = FORM.fullmatch(key)
    if not match or len(key) > MAX_LENGTH or match["kind"] not in KINDS:
        return False
    return match["subject"] in set(slugs) or bool(NUMBERED.fullmatch(match["subject"]))
