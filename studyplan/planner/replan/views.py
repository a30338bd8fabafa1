"""Replacing one plan by another, the difference shown first: a new goal, days off, a repair, a start from today."""

from __future__ import annotations

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from studyplan.accounts.requests import UserRequest, holds_account
from studyplan.assessment.require_ratings import require_ratings
from studyplan.assessment.services import levels_of
from studyplan.catalog import pages
from studyplan.goals.forms import PauseForm
from studyplan.goals.services import ahead, goal_of, make_form_for, make_pace_form
from studyplan.goals.values import add_days_off, find_stretches, paused_until, remove_days_off
from studyplan.planner.replan.forms import DeferForm, SkipForm
from studyplan.planner.replan.goal_change import (
    GoalChange,
    confirm_change,
    propose_replacement,
    respond_to_change,
)
from studyplan.planner.replan.page import make_replan_page
from studyplan.planner.replan.sentences import describe_deferral, name_task
from studyplan.planner.replan.task_choices import defer_task, find_open_task, put_back_task, skip_task
from studyplan.planner.services import adopt, adopt_pace, adopt_repair, find_undoable_plan, restore_previous
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, next_url, page_or_fragment, posted

MINUTES = re.compile(r"[0-9]{1,3}")
NO_CHANGE = GoalChange()
PLAN_ID = re.compile(r"[0-9]{1,18}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@holds_account
def goal_edit(request: UserRequest) -> HttpResponse:
    """The goal. The first applies at once; a later one shows what it would change until it is confirmed."""
    goal, today = goal_of(request.user), clock.today()
    form = make_form_for(goal, today, posted(request))

    def page(change: GoalChange = NO_CHANGE, status: int = 200) -> HttpResponse:
        context = {"form": form, "change": change, "others": len(ahead(goal, today).interviews[1:])}
        return page_or_fragment(
            request, "planner/replan/goal_edit.html", context, fragments={"goal-form"}, status=status
        )

    if not form.is_bound:
        if MINUTES.fullmatch(offered := request.GET.get("minutes", "")):
            form.initial["minutes"] = int(offered)
        return page()
    if not form.is_valid():
        return page(status=UNPROCESSABLE)
    change = confirm_change(request, form.goal, clock.now(), today)
    if change.to_confirm:
        return page(change, UNPROCESSABLE if change.is_stale else 200)
    return respond_to_change(request, change, _("Your goal is saved."), "planner:plan_detail")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@holds_account
def plan_renew(request: UserRequest) -> HttpResponse:
    """Re-plan from today: a GET shows the difference, a POST puts the new plan in force; both at a ``pace`` if told."""
    user, form = request.user, make_pace_form(request.POST if request.method == "POST" else request.GET)
    pace = form.cleaned_data["pace"] if form.is_valid() else None
    replacement = propose_replacement(user, clock.today(), pace=pace)
    if replacement is None:
        return require_ratings(request, levels_of(user), then=request.path)
    is_stale = replacement.is_stale(request.POST.get("basis", ""))
    if form.errors or is_stale or request.method != "POST":
        context = {"page": make_replan_page(user, replacement), "form": form, "is_stale": is_stale}
        status = UNPROCESSABLE if form.errors or is_stale else 200
        return render(request, "planner/replan/plan_renew.html", context, status=status)
    if pace is None:
        adopt(user, replacement.proposal, clock.now())
    else:
        adopt_pace(user, replacement.proposal, clock.now())
    messages.success(request, _("You have a new plan from today. What you have done stays done."))
    return redirect("planner:plan_detail")


@login_required
@require_POST
@holds_account
def plan_undo(request: UserRequest) -> HttpResponse:
    """Bring back the plan before the one that the form names."""
    plan_id = request.POST.get("plan", "")
    if PLAN_ID.fullmatch(plan_id) and restore_previous(request.user, int(plan_id), clock.now()):
        messages.success(request, _("Your earlier plan is back."))
    else:
        messages.info(request, _("There was nothing to undo."))
    return redirect(next_url(request, reverse("planner:plan_detail")))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@holds_account
def plan_pause(request: UserRequest) -> HttpResponse:
    """Days off, from a day to a day; ``off=0`` takes them back. What it would change is shown until confirmed."""
    goal, today = goal_of(request.user), clock.today()
    data = posted(request)
    form = PauseForm(data, today=today, initial={"first": today})
    takes_back = request.POST.get("off") == "0"

    def page(change: GoalChange = NO_CHANGE, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "change": change,
            "takes_back": takes_back,
            "paused_until": paused_until(goal, today),
            "stretches": find_stretches(day for day in goal.days_off if day >= today),
            "undoable": find_undoable_plan(request.user, today),
        }
        return page_or_fragment(
            request, "planner/replan/plan_pause.html", context, fragments={"pause-form"}, status=status
        )

    if not form.is_bound:
        if MINUTES.fullmatch(offered := request.GET.get("minutes", "")):
            form.initial["minutes"] = int(offered)
        return page()
    if not form.is_valid():
        return page(status=UNPROCESSABLE)
    if takes_back:
        wanted, saved = remove_days_off(goal, form.stretch), _("These days are study days again.")
    else:
        wanted, saved = add_days_off(goal, form.stretch), _("Your days off are saved. Rest well.")
    change = confirm_change(request, wanted, clock.now(), today)
    if change.to_confirm:
        return page(change, UNPROCESSABLE if change.is_stale else 200)
    return respond_to_change(request, change, saved, "planner:plan_pause")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@holds_account
def repair_take(request: UserRequest, slug: str) -> HttpResponse:
    """Show how one more practice would change the plan; a POST takes it."""
    topic = pages.topics().get(slug)
    if topic is None:
        raise Http404(_("There is no topic of this name."))
    replacement = propose_replacement(request.user, clock.today(), repair=slug)
    if replacement is None:
        return require_ratings(request, levels_of(request.user), then=request.path)
    is_stale = replacement.is_stale(request.POST.get("basis", ""))
    if is_stale or request.method != "POST":
        context = {"topic": topic, "replacement": replacement, "is_stale": is_stale}
        status = UNPROCESSABLE if is_stale else 200
        return render(request, "planner/replan/repair_take.html", context, status=status)
    adopt_repair(request.user, topic, replacement.proposal, clock.now(), clock.today())
    messages.success(request, _("Your plan has one more practice of %(topic)s.") % {"topic": topic.name})
    return redirect("planner:plan_detail")


@login_required
@require_POST
@holds_account
def task_defer(request: UserRequest) -> HttpResponse:
    """Not today: the field ``task`` names a task and the day on which the page showed it."""
    form = DeferForm(request.POST)
    deferral = form.is_valid() and defer_task(request.user, *form.on_day, clock.now(), clock.today())
    if deferral:
        messages.success(request, describe_deferral(deferral))
    else:
        messages.info(request, _("Nothing has moved: the task is done or already on another day."))
    return redirect(next_url(request, reverse("planner:plan_detail")))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@holds_account
def task_skip(request: UserRequest, task: str) -> HttpResponse:
    """Ask why, which nobody has to say; a POST drops the task."""
    form = SkipForm(posted(request))
    if not form.is_valid():
        found = find_open_task(request.user, task)
        if found is None:
            raise Http404(_("Your plan has no open task of this name."))
        context = {"form": form, "title": name_task(found), "next": next_url(request, "")}
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "planner/replan/task_skip.html", context, status=status)
    skipped = skip_task(request.user, task, form.reason, clock.now(), clock.today())
    if skipped:
        messages.success(
            request, _("“%(task)s” is skipped. You can put it back on the plan’s page.") % {"task": name_task(skipped)}
        )
    else:
        messages.info(request, _("Nothing is skipped: the task is done or no longer in your plan."))
    return redirect(next_url(request, reverse("planner:plan_detail")))


@login_required
@require_POST
@holds_account
def task_put_back(request: UserRequest, task: str) -> HttpResponse:
    if put_back_task(request.user, task, clock.now(), clock.today()):
        messages.success(request, _("The task is in your plan again."))
    else:
        messages.info(request, _("There was nothing to put back: it is not skipped."))
    return redirect(next_url(request, reverse("planner:plan_detail")))
