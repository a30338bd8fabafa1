"""The page that offers a plan from today on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.catalog.pages import topics
from studyplan.goals.models import StudyGoal
from studyplan.goals.services import pace_of
from studyplan.planner.replan.changes import ChangesView
from studyplan.planner.replan.goal_change import Replacement
from studyplan.planner.text import advice
from studyplan.practice.checks.wording import verdict
from studyplan.practice.evidence import effective_of
from studyplan.progress.times import time_spent


@dataclass(frozen=True, slots=True)
class ReplanPage:
    """The difference, and at which pace.

    ``pace``: that of the new plan, where it is another than so far, and ``reckons``: what it does; ``took``: what the
    user's ticks say. ``own``: the pace that follows from them, where it is worth an offer; ``back``: whether to offer
    the usual one. ``shown``: a sentence for each topic of which another level counts than the one that was given.
    ``card_minutes``: of each day, left to cards.
    """

    changes: ChangesView | None
    pace: int | None
    reckons: str
    took: str
    own: int | None
    back: bool
    shown: tuple[str, ...]
    card_minutes: int


def make_replan_page(user: User, replacement: Replacement) -> ReplanPage:
    """The page for ``replacement``. A pace is offered only where it would change something."""
    pace, now, spent = replacement.proposal.inputs.pace, pace_of(user), time_spent(user)
    return ReplanPage(
        changes=replacement.changes,
        pace=pace if pace != now else None,
        reckons=advice.describe_pace(pace),
        took=advice.describe_time_spent(spent),
        own=spent.pace if spent.pace not in (None, pace, StudyGoal.USUAL_PACE) else None,
        back=pace != StudyGoal.USUAL_PACE,
        shown=tuple(_shown(user)),
        card_minutes=replacement.proposal.inputs.card_minutes,
    )


def _shown(user: User) -> Iterator[str]:
    names = {slug: topic.name for slug, topic in topics().items()}
    for slug, effective in effective_of(user).items():
        if effective.level != effective.rating:
            yield _("%(topic)s: %(verdict)s") % {"topic": names[slug], "verdict": verdict(effective)}
