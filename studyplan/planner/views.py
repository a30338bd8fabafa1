from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from studyplan.accounts.requests import UserRequest
from studyplan.planner.page import PlanReader
from studyplan.planner.plan_page import PlanPage, plan_page
from studyplan.planner.services import document_in
from studyplan.progress.services import ticks_of
from studyplan.ui import clock
from studyplan.ui.http import page_or_fragment


@login_required
@require_safe
def plan_detail(request: UserRequest) -> HttpResponse:
    """The plan in force: this week's days, with ticks in place, and the other weeks folded."""
    plan = request.user.plans.current().defer("document").first()
    if plan is None:
        return render(request, "planner/plan_missing.html")
    return render_plan(request, plan_page(request.user, plan, clock.today()))


@login_required
@require_safe
def plan_week(request: UserRequest, number: int) -> HttpResponse:
    """The same with another week open; for htmx that week's days alone."""
    plan = request.user.plans.current().defer("document").first()
    if plan is None:
        return render(request, "planner/plan_missing.html")
    page = plan_page(request.user, plan, clock.today(), number)
    if not 1 <= number <= len(page.document.weeks):
        raise Http404
    return render_plan(request, page)


@login_required
@require_safe
def plan_afterwards(request: UserRequest) -> HttpResponse:
    """The recalls after the last study day."""
    plan = request.user.plans.current().defer("document").first()
    if plan is None:
        return render(request, "planner/plan_missing.html")
    context = {"page": plan_page(request.user, plan, clock.today())}
    fragments = {"afterwards-days": "planner/plan_afterwards.html#days"}
    return page_or_fragment(request, "planner/plan_afterwards.html", context, fragments=fragments)


def render_plan(request: UserRequest, page: PlanPage) -> HttpResponse:
    template = "planner/plan_detail.html"
    fragments = {
        "plan-totals": f"{template}#plan-totals",
        "time-spent": f"{template}#time-spent",
        f"week-{page.opened}-days": f"{template}#week-days",
    }
    return page_or_fragment(request, template, {"page": page}, fragments=fragments)


@login_required
@require_safe
def plan_print(request: UserRequest) -> HttpResponse:
    """All weeks with all days, to print."""
    plan = request.user.plans.current().first()
    if plan is None:
        return render(request, "planner/plan_missing.html")
    document, ticks = document_in(plan), ticks_of(request.user)
    reader = PlanReader(document, ticks, clock.today())
    context = {
        "page": plan_page(request.user, plan, clock.today()),
        "weeks": reader.weeks(),
        "afterwards": reader.afterwards(),
    }
    return render(request, "planner/plan_print.html", context)
