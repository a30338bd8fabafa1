"""The whole plan, the goal behind it, and replacing one plan by another with the difference shown first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from studyplan.accounts.models import User
from studyplan.accounts.requests import UserRequest
from studyplan.catalog.track import track
from studyplan.core.model import Goal
from studyplan.goals.forms import GoalForm
from studyplan.goals.models import StudyGoal
from studyplan.goals.services import form_values, goal_form, goal_of, save_goal
from studyplan.planner.changes import ChangesView, changes_view
from studyplan.planner.pages import PlanReader
from studyplan.planner.services import Proposal, adopt, document_in, propose_for, restore_previous
from studyplan.progress.services import ticks_of
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, page_or_fragment


@login_required
@require_GET
def plan_detail(request: UserRequest) -> HttpResponse:
    """All weeks of the plan in force, with ticks in place."""
    plan = request.user.plans.current().first()
    if plan is None:
        return render(request, "planner/plan_missing.html", {"has_levels": request.user.assessments.exists()})
    document = document_in(plan)
    reader = PlanReader(document, ticks_of(request.user), clock.today())
    weeks = reader.weeks()
    context = {
        "plan": plan,
        "document": document,
        "path": track().path(document.variant),
        "weeks": weeks,
        "minutes_done": sum(week.minutes_done for week in weeks),
        "left_out": reader.left_out(),
        "warnings": reader.warnings(),
        "afterwards": reader.afterwards(),
        "missed": reader.missed(),
    }
    return page_or_fragment(request, "planner/plan_detail.html", context, fragments={"plan-totals"})


@dataclass(frozen=True, slots=True)
class Replacement:
    """A plan that could replace the one in force, and what would change (``None``: there is none to compare with)."""

    proposal: Proposal
    changes: ChangesView | None


def replacement_for(user: User, today: date, goal: Goal | None = None) -> Replacement | None:
    """What a re-plan from ``today`` would bring; ``None`` before the first assessment."""
    proposal = propose_for(user, today, goal)
    if proposal is None:
        return None
    current = user.plans.current().first()
    changes = changes_view(document_in(current), proposal.document, ticks_of(user)) if current else None
    return Replacement(proposal, changes)


@login_required
@require_http_methods(["GET", "POST"])
def goal_edit(request: UserRequest) -> HttpResponse:
    """The goal. The first applies at once; a later one shows what it would change until it is confirmed."""
    today = clock.today()
    if request.method == "GET":
        form = goal_form(today, initial=form_values(goal_of(request.user)))
        return render(request, "planner/goal_edit.html", {"form": form})
    form = goal_form(today, data=request.POST)
    if not form.is_valid():
        return render(request, "planner/goal_edit.html", {"form": form}, status=UNPROCESSABLE)
    is_first = not StudyGoal.objects.filter(user=request.user).exists()
    replacement = replacement_for(request.user, today, form.goal)
    if replacement is None or is_first or request.POST.get("confirm") == "1":
        return goal_apply(request, form, replacement)
    return render(request, "planner/goal_edit.html", {"form": form, "changes": replacement.changes})


def goal_apply(request: UserRequest, form: GoalForm, replacement: Replacement | None) -> HttpResponse:
    """Save the goal, put the plan for it in force, and say what comes next."""
    save_goal(request.user, form.goal, clock.now())
    if replacement is None:
        messages.success(request, _("Your goal is saved. Rate yourself, and the plan for it is made."))
        return redirect("assessment:assessment_take")
    adopt(request.user, replacement.proposal, clock.now())
    messages.success(request, _("Your goal is saved, and your plan is made for it from today on."))
    return redirect("planner:plan_detail")


@login_required
@require_http_methods(["GET", "POST"])
def plan_renew(request: UserRequest) -> HttpResponse:
    """Re-plan from today: a GET shows the difference, a POST puts the new plan in force."""
    replacement = replacement_for(request.user, clock.today())
    if replacement is None:
        return redirect("assessment:assessment_take")
    if request.method == "GET":
        return render(request, "planner/plan_renew.html", {"changes": replacement.changes})
    adopt(request.user, replacement.proposal, clock.now())
    messages.success(request, _("Your plan starts anew from today. What is done stays done."))
    return redirect("planner:plan_detail")


@login_required
@require_POST
def plan_undo(request: UserRequest) -> HttpResponse:
    """Bring back the plan before the one that the form names."""
    plan_id = request.POST.get("plan", "")
    if plan_id.isdecimal() and restore_previous(request.user, int(plan_id), clock.now()):
        messages.success(request, _("Your earlier plan is back, exactly as it was."))
    else:
        messages.info(request, _("There was nothing to undo: this plan is the one in force."))
    return redirect("planner:plan_detail")
