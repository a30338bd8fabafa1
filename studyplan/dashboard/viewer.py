"""Who is looking: the goal and the levels that pages are tailored to, of an account or of a visitor's session."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from studyplan.assessment import drafts
from studyplan.assessment.services import levels_of
from studyplan.catalog.syllabus import syllabus
from studyplan.core.model import Goal
from studyplan.goals.services import default_goal, goal_of, trial_goal


@dataclass(frozen=True, slots=True)
class Viewer:
    """A goal (the default one until one is set) and levels (slug → 1–5) of the topics that are rated so far."""

    goal: Goal
    levels: dict[str, int]
    is_account: bool = False

    @property
    def is_anyone(self) -> bool:
        """Whether we know nothing of them, so that a page shows them what it shows everybody."""
        return not self.is_account and not self.levels and self.goal == default_goal()


def viewer_of(request: HttpRequest) -> Viewer:
    """The signed-in user's goal and newest levels, or a visitor's trial goal and ratings."""
    if request.user.is_authenticated:
        return Viewer(goal_of(request.user), levels_of(request.user), is_account=True)
    slugs = [topic.slug for topic in syllabus().topics]
    return Viewer(trial_goal(request.session) or default_goal(), drafts.read_ratings(request.session, slugs))
