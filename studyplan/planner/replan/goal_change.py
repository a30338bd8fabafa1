"""Replacing the plan in force: the difference is shown first, and the new plan comes with the goal that it serves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.accounts.requests import UserRequest
from studyplan.assessment.require_ratings import require_ratings
from studyplan.assessment.services import levels_of
from studyplan.core.model import Goal
from studyplan.goals.models import StudyGoal
from studyplan.planner.replan.changes import ChangesView, make_changes_view
from studyplan.planner.services import Proposal, adopt_goal, document_in, propose_for
from studyplan.progress.services import ticks_of
from studyplan.ui.http import go_to


@dataclass(frozen=True, slots=True)
class Replacement:
    """A plan that could replace the one in force, and what would change (``None``: there is none to compare with)."""

    proposal: Proposal
    changes: ChangesView | None


@dataclass(frozen=True, slots=True)
class GoalChange:
    """The result of a new goal: it waits for ``to_confirm``, or is saved; ``is_planned``: with a plan for it."""

    to_confirm: ChangesView | None = None
    is_planned: bool = False


def propose_replacement(
    user: User, today: date, goal: Goal | None = None, pace: int | None = None, repair: str | None = None
) -> Replacement | None:
    """A new plan from ``today`` on, with its changes; ``None`` as long as a topic has no level."""
    proposal = propose_for(user, today, goal, pace, repair)
    if proposal is None:
        return None
    current = user.plans.current().first()
    changes = make_changes_view(document_in(current), proposal.document, ticks_of(user)) if current else None
    return Replacement(proposal, changes)


def change_goal(user: User, goal: Goal, now: datetime, today: date, *, is_confirmed: bool) -> GoalChange:
    """Make ``goal`` the user's, with the plan for it, as soon as what it changes is confirmed.

    A first goal applies at once, and so does every one as long as there is no plan that it would change.
    """
    replacement = propose_replacement(user, today, goal)
    is_first = not StudyGoal.objects.filter(user=user).exists()
    if replacement and replacement.changes and not is_first and not is_confirmed:
        return GoalChange(to_confirm=replacement.changes)
    adopt_goal(user, goal, replacement.proposal if replacement else None, now)
    return GoalChange(is_planned=replacement is not None)


def respond_to_change(request: UserRequest, change: GoalChange, saved: str, then: str) -> HttpResponse:
    """Redirect to the page ``then``, or to what has to be rated first; ``saved`` is the message."""
    if not change.is_planned:
        messages.success(request, saved)
        return require_ratings(request, levels_of(request.user), then=reverse("planner:plan_renew"))
    messages.success(request, saved + " " + _("Your plan is made for it from today on."))
    return go_to(request, reverse(then))
