"""Assessments across models."""

from __future__ import annotations

from studyplan.accounts.models import User


def levels_of(user: User) -> dict[str, int]:
    """The levels (slug → 1–5) of the user's newest assessment; empty before the first."""
    newest = user.assessments.latest_one()
    return newest.levels if newest else {}
