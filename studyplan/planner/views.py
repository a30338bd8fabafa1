"""The whole plan, the goal behind it, and replacing one plan by another with the difference shown first."""

from __future__ import annotations

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from studyplan.accounts.requests import UserRequest
from studyplan.assessment.asking import ask_for_levels
from studyplan.assessment.services import levels_of
from studyplan.catalog.track import track
from studyplan.goals.services import ahead, goal_form_for, goal_of, pace_form
from studyplan.goals.values import paused_until
from studyplan.planner import advice
from studyplan.planner.changes import ChangesView
from studyplan.planner.pages import PlanReader
from studyplan.planner.renewal import renew_page
from studyplan.planner.replacing import change_goal, replacement_for
from studyplan.planner.services import adopt, adopt_pace, document_in, inputs_of, restore_previous
from studyplan.progress.services import ticks_of
from studyplan.progress.times import time_spent
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, next_url, page_or_fragment

PLAN_ID = re.compile(r"[0-9]{1,18}")


@login_required
@require_safe
def plan_detail(request: UserRequest) -> HttpResponse:
    """All weeks of the plan in force, with ticks in place."""
    plan = request.user.plans.current().first()
    if plan is None:
        return render(request, "planner/plan_missing.html")
    document = document_in(plan)
    reader = PlanReader(document, ticks_of(request.user), clock.today())
    weeks, spent = reader.weeks(), time_spent(request.user)
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
        "paused_until": paused_until(inputs_of(plan).goal, clock.today()),
        "enough": advice.enough(document),
        "reckons": advice.reckons(document.pace),
        "spent": spent,
        "took": advice.took(spent),
    }
    fragments = {"plan-totals", "time-spent"}
    return page_or_fragment(request, "planner/plan_detail.html", context, fragments=fragments)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: UserRequest) -> HttpResponse:
    """The goal. The first applies at once; a later one shows what it would change until it is confirmed."""
    goal, today = goal_of(request.user), clock.today()
    form = goal_form_for(goal, today, request.POST if request.method == "POST" else None)

    def page(changes: ChangesView | None = None, status: int = 200) -> HttpResponse:
        context = {"form": form, "changes": changes, "others": len(ahead(goal, today).interviews[1:])}
        return page_or_fragment(request, "planner/goal_edit.html", context, fragments={"goal-form"}, status=status)

    if not form.is_bound:
        return page()
    if not form.is_valid():
        return page(status=UNPROCESSABLE)
    return change_goal(request, form.goal, page, _("Your goal is saved."), "planner:plan_detail")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_renew(request: UserRequest) -> HttpResponse:
    """Re-plan from today: a GET shows the difference, a POST puts the new plan in force; both at a ``pace`` if told."""
    user, form = request.user, pace_form(request.POST if request.method == "POST" else request.GET)
    pace = form.cleaned_data["pace"] if form.is_valid() else None
    replacement = replacement_for(user, clock.today(), pace=pace)
    if replacement is None:
        return ask_for_levels(request, levels_of(user), then=request.path)
    if form.errors or request.method != "POST":
        page = renew_page(user, replacement)
        status = UNPROCESSABLE if form.errors else 200
        return render(request, "planner/plan_renew.html", {"page": page, "form": form}, status=status)
    if pace is None:
        adopt(user, replacement.proposal, clock.now())
    else:
        adopt_pace(user, replacement.proposal, clock.now())
    messages.success(request, _("Your plan starts anew from today. What is done stays done."))
    return redirect("planner:plan_detail")


@login_required
@require_POST
def plan_undo(request: UserRequest) -> HttpResponse:
    """Bring back the plan before the one that the form names."""
    plan_id = request.POST.get("plan", "")
    if PLAN_ID.fullmatch(plan_id) and restore_previous(request.user, int(plan_id), clock.now()):
        messages.success(request, _("Your earlier plan is back, exactly as it was."))
    else:
        messages.info(request, _("There was nothing to undo: this plan is the one in force."))
    return redirect(next_url(request, reverse("planner:plan_detail")))
