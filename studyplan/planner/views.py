from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from studyplan.accounts.requests import UserRequest
from studyplan.planner.models import Plan
from studyplan.planner.outline import PlanOutline
from studyplan.planner.page import PlanReader
from studyplan.planner.plan_page import PlanPage, plan_page
from studyplan.planner.services import document_in, read_current_plan
from studyplan.planner.task_page import make_task_page
from studyplan.progress.services import ticks_of
from studyplan.ui import clock
from studyplan.ui.http import page_or_fragment


def shows_plan(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the plan in force and its outline to ``view``, or say how to get one."""

    @login_required
    @require_safe
    @wraps(view)
    def wrapper(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        current = read_current_plan(request.user)
        return view(request, *current, *args, **kwargs) if current else render(request, "planner/plan_missing.html")

    return wrapper


@shows_plan
def plan_detail(request: UserRequest, plan: Plan, outline: PlanOutline) -> HttpResponse:
    """This week's days, with ticks in place, and the other weeks folded."""
    return render_plan(request, plan_page(request.user, plan, outline, clock.today()))


@shows_plan
def plan_week(request: UserRequest, plan: Plan, outline: PlanOutline, number: int) -> HttpResponse:
    """The same with another week open; for htmx that week's days alone."""
    page = plan_page(request.user, plan, outline, clock.today(), number)
    if outline.week_numbered(number) is None:
        raise Http404
    return render_plan(request, page)


def render_plan(request: UserRequest, page: PlanPage) -> HttpResponse:
    fragments = {
        "plan-totals": "plan_totals.jinja",
        "time-spent": "time_spent.jinja",
        f"week-{page.opened}-days": "planner/week_days.html",
    }
    return page_or_fragment(request, "planner/plan_detail.html", {"page": page}, fragments=fragments)


@shows_plan
def task_detail(request: UserRequest, plan: Plan, outline: PlanOutline, task: str) -> HttpResponse:
    """What to do in a task, its items and why it is there: ``on`` names the day, where the plan has it on several."""
    on = parse_day(request.GET.get("on", ""))
    page = make_task_page(plan, outline, ticks_of(request.user), task, on, clock.today())
    if page is None:
        raise Http404(_("Your plan has no task of this name."))
    template = "planner/task_detail.html"
    return page_or_fragment(request, template, {"page": page}, fragments={page.about_id: f"{template}#about"})


def parse_day(text: str) -> date | None:
    """An ISO date; ``None`` where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@shows_plan
def plan_afterwards(request: UserRequest, plan: Plan, outline: PlanOutline) -> HttpResponse:
    """The recalls after the last study day."""
    template = "planner/plan_afterwards.html"
    context = {"page": plan_page(request.user, plan, outline, clock.today())}
    return page_or_fragment(request, template, context, fragments={"afterwards-days": f"{template}#days"})


@shows_plan
def plan_print(request: UserRequest, plan: Plan, outline: PlanOutline) -> HttpResponse:
    """All weeks with all days, to print."""
    page = plan_page(request.user, plan, outline, clock.today())
    reader = PlanReader(document_in(plan), page.ticks, page.today, page.outline.planned)
    context = {"page": page, "weeks": reader.weeks(), "afterwards": reader.afterwards()}
    return render(request, "planner/plan_print.html", context)
