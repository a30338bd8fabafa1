"""The page that offers a plan from today on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.catalog.pages import topics
from studyplan.goals.models import StudyGoal
from studyplan.goals.services import pace_of
from studyplan.planner.replan.goal_change import Replacement
from studyplan.planner.replan.sentences import ChangesView
from studyplan.planner.text import advice
from studyplan.practice.checks.wording import verdict
from studyplan.practice.evidence import effective_of
from studyplan.progress.times import time_spent


@dataclass(frozen=True, slots=True)
class ReplanPage:
    """The difference, and at which pace (percent of the usual minutes).

    ``own_pace`` is what the user's ticks come to; both paces are ``None`` where they would change nothing.
    """

    changes: ChangesView | None
    basis: str
    pace: int | None
    pace_text: str
    ticks_text: str
    own_pace: int | None
    offers_usual_pace: bool
    checks: tuple[str, ...]  # a sentence for each topic whose level a check has changed
    card_minutes: int  # of a day, left to cards


def make_replan_page(user: User, replacement: Replacement) -> ReplanPage:
    """The page for ``replacement``. A pace is offered only where it would change something."""
    pace, now, spent = replacement.proposal.inputs.pace, pace_of(user), time_spent(user)
    return ReplanPage(
        changes=replacement.changes,
        basis=replacement.basis,
        pace=pace if pace != now else None,
        pace_text=advice.describe_pace(pace),
        ticks_text=advice.describe_time_spent(spent),
        own_pace=spent.pace if spent.pace not in (None, pace, StudyGoal.USUAL_PACE) else None,
        offers_usual_pace=pace != StudyGoal.USUAL_PACE,
        checks=tuple(_describe_checks(user)),
        card_minutes=max((day.cards for day in replacement.proposal.document.days), default=0),
    )


def _describe_checks(user: User) -> Iterator[str]:
    names = {slug: topic.name for slug, topic in topics().items()}
    for slug, effective in effective_of(user).items():
        if effective.level != effective.rating:
            yield _("%(topic)s: %(verdict)s") % {"topic": names[slug], "verdict": verdict(effective)}
