from __future__ import annotations

from collections.abc import Mapping

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic


def levels_of(user: User) -> dict[str, int]:
    """The levels (slug → 1–5) of the user's newest assessment; empty before the first.

    Topics that the content has dropped since are left out; those that it has gained since have no level yet.
    """
    newest = user.assessments.latest_one()
    return newest.current_levels if newest else {}


def unrated(levels: Mapping[str, int]) -> list[Topic]:
    """The topics that ``levels`` (slug → 1–5) lack, in order: all before a first assessment, else those new since."""
    return [topic for topic in Topic.objects.current() if topic.slug not in levels]
