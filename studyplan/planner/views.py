from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from studyplan.accounts.requests import UserRequest
from studyplan.catalog.track import track
from studyplan.goals.values import paused_until
from studyplan.planner.page import PlanReader
from studyplan.planner.services import document_in, inputs_of
from studyplan.planner.text import advice
from studyplan.progress.services import ticks_of
from studyplan.progress.times import time_spent
from studyplan.ui import clock
from studyplan.ui.http import page_or_fragment


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
        "enough": advice.describe_enough(document),
        "reckons": advice.describe_pace(document.pace),
        "spent": spent,
        "took": advice.describe_time_spent(spent),
    }
    fragments = {"plan-totals", "time-spent"}
    return page_or_fragment(request, "planner/plan_detail.html", context, fragments=fragments)
