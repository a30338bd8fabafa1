"""Interviews: the list, and adding, changing, removing and debriefing one. The plan follows, shown before it does."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from studyplan.accounts.requests import UserRequest, holds_account
from studyplan.core.model import Goal
from studyplan.goals.debriefs import debrief_of, make_debrief_form, save_debrief
from studyplan.goals.forms import InterviewForm
from studyplan.goals.models import Interview
from studyplan.goals.services import goal_of, goal_without, interview_values, read_interview
from studyplan.goals.values import add_interview
from studyplan.planner.interviews.page import make_interviews_page
from studyplan.planner.replan.goal_change import (
    GoalChange,
    confirm_change,
    propose_replacement,
    respond_to_change,
)
from studyplan.planner.services import find_undoable_plan
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, go_to, page_or_fragment, posted

NO_CHANGE = GoalChange()
LIST = "planner:interview_list"


@login_required
@require_safe
def interview_list(request: UserRequest) -> HttpResponse:
    context = {
        "page": make_interviews_page(request.user, clock.today()),
        "undoable": find_undoable_plan(request.user, clock.today()),
        "has_levels": request.user.assessments.exists(),
    }
    return render(request, "planner/interviews/interview_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@holds_account
def interview_add(request: UserRequest) -> HttpResponse:
    goal = goal_of(request.user)
    form = InterviewForm(posted(request), today=clock.today(), others=goal.interviews)
    return interview_change(request, "planner/interviews/interview_add.html", form, goal, _("The interview is added."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@holds_account
def interview_edit(request: UserRequest, pk: int) -> HttpResponse:
    interview = get_object_or_404(Interview.objects.of(request.user), pk=pk)
    rest = goal_without(request.user, interview)
    form = InterviewForm(
        posted(request),
        today=clock.today(),
        others=rest.interviews,
        initial=interview_values(read_interview(interview)),
    )
    saved = _("The interview is changed.")
    return interview_change(request, "planner/interviews/interview_edit.html", form, rest, saved, interview)


def interview_change(
    request: UserRequest, template: str, form: InterviewForm, rest: Goal, saved: str, interview: Interview | None = None
) -> HttpResponse:
    """Show the form, what to mend in it, or what it would change; or apply it to the ``rest`` of the goal."""

    def page(change: GoalChange = NO_CHANGE, status: int = 200) -> HttpResponse:
        context = {"form": form, "change": change, "interview": interview}
        return page_or_fragment(request, template, context, fragments={"interview-form"}, status=status)

    if not form.is_bound:
        return page()
    if not form.is_valid():
        return page(status=UNPROCESSABLE)
    change = confirm_change(request, add_interview(rest, form.interview), clock.now(), clock.today())
    if change.to_confirm:
        return page(change, UNPROCESSABLE if change.is_stale else 200)
    return respond_to_change(request, change, saved, LIST)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@holds_account
def interview_remove(request: UserRequest, pk: int) -> HttpResponse:
    """Ask once, with what would change and what goes."""
    interview = get_object_or_404(Interview.objects.of(request.user), pk=pk)
    rest = goal_without(request.user, interview)

    if request.method == "POST":
        change = confirm_change(request, rest, clock.now(), clock.today())
        if change.to_confirm is None:
            return respond_to_change(request, change, _("The interview is removed."), LIST)
    else:
        change = GoalChange(to_confirm=propose_replacement(request.user, clock.today(), rest))
    context = {"interview": interview, "debrief": debrief_of(interview), "change": change}
    status = UNPROCESSABLE if change.is_stale else 200
    return render(request, "planner/interviews/interview_remove.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@holds_account
def interview_debrief(request: UserRequest, pk: int) -> HttpResponse:
    """Save the debrief at once; then show how it would change the plan."""
    today = clock.today()
    interview = get_object_or_404(Interview.objects.of(request.user).held(today), pk=pk)
    form = make_debrief_form(interview, posted(request))
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        return render(
            request, "planner/interviews/interview_debrief.html", {"form": form, "interview": interview}, status=status
        )
    save_debrief(interview, form, clock.now())
    replacement = propose_replacement(request.user, today)
    if replacement is None or replacement.changes is None or replacement.changes.is_empty:
        messages.success(request, _("Your debrief is saved."))
        return go_to(request, reverse(LIST))
    messages.success(request, _("Your debrief is saved. This is how it would change your plan."))
    return go_to(request, reverse("planner:plan_renew"))
