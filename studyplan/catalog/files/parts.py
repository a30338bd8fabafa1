"""The parts of a topic's page, each at an address of its own, and which of them an anchor is on.

Texts may link to ``/topics/<slug>/#<anchor>`` and need not know where the anchor is shown today.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

OVERVIEW_ANCHORS = ("for-you", "begin", "parts", "why", "formula", "learn", "kept")
ANCHORS: Mapping[str, tuple[str, ...]] = {
    "lesson": ("lesson", "lesson-", "figure-", "example-"),
    "practice": ("problems", "derivations", "code", "warm-up"),
    "cards": ("rapid-fire", "flashcards", "card-"),
    "reference": (
        "sixty-seconds", "card", "mistakes", "exchange", "questions", "levels", "ties", "depth", "next-steps",
        "resources", "sources",
    ),
}  # fmt: skip
"""By part, besides the overview: its anchors, and with a hyphen at the end what its anchors begin with."""
TOPIC_LINK = re.compile(r'href="(/topics/[^/"#]+/)#([^"]+)"')


def part_of(anchor: str) -> str:
    """The part that ``anchor`` is on; "" for the overview, which has what no other part has."""
    for part, names in ANCHORS.items():
        if any(anchor == name or (name.endswith("-") and anchor.startswith(name)) for name in names):
            return part
    return ""


def point_to_parts(html: str) -> str:
    """``html`` with its links to a topic's anchors leading to the part that each is on."""
    return TOPIC_LINK.sub(_point_to_part, html) if "/#" in html else html


def _point_to_part(match: re.Match[str]) -> str:
    topic, anchor = match.groups()
    part = part_of(anchor)
    return f'href="{topic}{part}/#{anchor}"' if part else match[0]
