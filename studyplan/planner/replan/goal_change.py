"""Replacing the plan in force: the difference is shown first, and the new plan comes with the goal that it serves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.accounts.requests import UserRequest
from studyplan.assessment.asking import ask_for_levels
from studyplan.assessment.services import levels_of
from studyplan.core.model import Goal
from studyplan.goals.models import StudyGoal
from studyplan.planner.replan.changes import ChangesView, changes_view
from studyplan.planner.services import Proposal, adopt_goal, document_in, propose_for
from studyplan.progress.services import ticks_of
from studyplan.ui import clock
from studyplan.ui.http import go_to

Ask = Callable[[ChangesView], HttpResponse]
"""Shows what would change, with a way to send the same again with ``confirm=1``."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A plan that could replace the one in force, and what would change (``None``: there is none to compare with)."""

    proposal: Proposal
    changes: ChangesView | None


def replacement_for(
    user: User, today: date, goal: Goal | None = None, pace: int | None = None, repair: str | None = None
) -> Replacement | None:
    """What a re-plan from ``today`` would bring; ``None`` as long as a topic has no level."""
    proposal = propose_for(user, today, goal, pace, repair)
    if proposal is None:
        return None
    current = user.plans.current().first()
    changes = changes_view(document_in(current), proposal.document, ticks_of(user)) if current else None
    return Replacement(proposal, changes)


def change_goal(request: UserRequest, goal: Goal, ask: Ask, saved: str, then: str) -> HttpResponse:
    """Make ``goal`` the user's, with the plan for it, as soon as the form says ``confirm=1``; until then, ``ask``.

    A first goal applies at once, and so does every one as long as there is no plan that it would change. ``saved``
    is the sentence that says so; ``then`` names the page that follows.
    """
    replacement = replacement_for(request.user, clock.today(), goal)
    is_first = not StudyGoal.objects.filter(user=request.user).exists()
    if replacement and replacement.changes and not is_first and request.POST.get("confirm") != "1":
        return ask(replacement.changes)
    adopt_goal(request.user, goal, replacement.proposal if replacement else None, clock.now())
    if replacement is None:
        messages.success(request, saved)
        return ask_for_levels(request, levels_of(request.user), then=reverse("planner:plan_renew"))
    messages.success(request, saved + " " + _("Your plan is made for it from today on."))
    return go_to(request, reverse(then))
