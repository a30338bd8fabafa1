"""Replacing the plan in force: the difference is shown first, and the new plan comes with the goal that it serves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from studyplan.accounts.models import User
from studyplan.accounts.requests import UserRequest
from studyplan.assessment.require_ratings import require_ratings
from studyplan.assessment.services import levels_of
from studyplan.core.model import Goal
from studyplan.goals.models import StudyGoal
from studyplan.planner.models import Plan
from studyplan.planner.proposals import Proposal
from studyplan.planner.replan.sentences import ChangesView, make_changes_view
from studyplan.planner.services import adopt_goal, document_in, propose_for
from studyplan.progress.services import ticks_of
from studyplan.ui.http import go_to


@dataclass(frozen=True, slots=True)
class Replacement:
    """A plan that could replace the one in force, and what would change (``None``: there is none to compare with).

    ``basis`` stands for all that it was made from: a page sends it back, so that what is accepted is what was shown.
    """

    proposal: Proposal
    changes: ChangesView | None
    basis: str

    def is_stale(self, shown: str) -> bool:
        """Whether a page with the basis ``shown`` asked about another plan; one without a basis asked about none."""
        return shown not in ("", self.basis)


@dataclass(frozen=True, slots=True)
class GoalChange:
    """The result of a new goal: it waits ``to_confirm``, or is saved; ``is_planned``: with a plan for it.

    ``is_stale``: it was confirmed on a page that showed something else.
    """

    to_confirm: Replacement | None = None
    is_planned: bool = False
    is_stale: bool = False


def propose_replacement(
    user: User, today: date, goal: Goal | None = None, pace: int | None = None, repair: str | None = None
) -> Replacement | None:
    """A new plan from ``today`` on, with its changes; ``None`` as long as a topic has no level."""
    proposal = propose_for(user, today, goal, pace, repair)
    if proposal is None:
        return None
    current = proposal.replaces
    changes = make_changes_view(document_in(current), proposal.document, ticks_of(user)) if current else None
    return Replacement(proposal, changes, make_basis(current, proposal))


def make_basis(current: Plan | None, proposal: Proposal) -> str:
    facts = (current.pk if current else None, proposal.document.content_version, proposal.inputs.model_dump_json())
    return sha256(repr(facts).encode()).hexdigest()[:32]


@transaction.atomic
def change_goal(
    user: User, goal: Goal, now: datetime, today: date, *, is_confirmed: bool, basis: str = ""
) -> GoalChange:
    """Make ``goal`` the user's, with the plan for it, as soon as what it changes is confirmed.

    A first goal applies at once, and so does every one as long as there is no plan that it would change. ``basis``:
    that of the page which confirms.
    """
    User.objects.lock(user)
    replacement = propose_replacement(user, today, goal)
    is_first = not StudyGoal.objects.filter(user=user).exists()
    if replacement and replacement.changes and not is_first:
        is_stale = is_confirmed and replacement.is_stale(basis)
        if is_stale or not is_confirmed:
            return GoalChange(to_confirm=replacement, is_stale=is_stale)
    adopt_goal(user, goal, replacement.proposal if replacement else None, now)
    return GoalChange(is_planned=replacement is not None)


def confirm_change(request: UserRequest, goal: Goal, now: datetime, today: date) -> GoalChange:
    """``change_goal`` as a form with ``components/confirm_changes.html`` asks for it."""
    is_confirmed, basis = request.POST.get("confirm") == "1", request.POST.get("basis", "")
    return change_goal(request.user, goal, now, today, is_confirmed=is_confirmed, basis=basis)


def respond_to_change(request: UserRequest, change: GoalChange, saved: str, then: str) -> HttpResponse:
    """Redirect to the page ``then``, or to what has to be rated first; ``saved`` is the message."""
    if not change.is_planned:
        messages.success(request, saved)
        return require_ratings(request, levels_of(request.user), then=reverse("planner:plan_renew"))
    messages.success(request, saved + " " + _("Your plan follows it from today."))
    return go_to(request, reverse(then))
