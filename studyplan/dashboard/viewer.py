"""Who is looking: the goal and the levels that pages are tailored to, of an account or of a visitor's session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest

from studyplan.assessment import drafts
from studyplan.catalog.syllabus import syllabus
from studyplan.core.model import Goal
from studyplan.core.readiness import EffectiveLevel
from studyplan.goals.services import ahead, default_goal, goal_of, trial_goal
from studyplan.practice.evidence import counted_levels, effective_of
from studyplan.ui import clock


@dataclass(frozen=True, slots=True)
class Viewer:
    """A goal (the default one until one is set) and levels (slug → 1–5) of the topics that are rated so far.

    The levels are those that count; ``effective`` says what they follow from, and is empty for visitors.
    """

    goal: Goal
    levels: dict[str, int]
    is_account: bool = False
    effective: Mapping[str, EffectiveLevel] = field(default_factory=dict)

    @property
    def is_anyone(self) -> bool:
        """Whether we know nothing of them, so that a page shows them what it shows everybody."""
        return not self.is_account and not self.levels and self.goal == default_goal()


def viewer_of(request: HttpRequest) -> Viewer:
    """The signed-in user's goal and the levels that count, or a visitor's trial goal and ratings.

    An interview that is over is nobody's any more: the goal is that which is still ahead.
    """
    today = clock.today()
    if request.user.is_authenticated:
        effective = effective_of(request.user)
        return Viewer(
            ahead(goal_of(request.user), today), counted_levels(effective), is_account=True, effective=effective
        )
    slugs = [topic.slug for topic in syllabus().topics]
    goal = ahead(trial_goal(request.session) or default_goal(), today)
    return Viewer(goal, drafts.read_ratings(request.session, slugs))
