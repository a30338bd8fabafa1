"""The tracker, and the one address that sets ticks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from studyplan.accounts.models import User
from studyplan.accounts.requests import UserRequest
from studyplan.catalog import pages
from studyplan.catalog.guide import overview
from studyplan.catalog.track import track
from studyplan.goals.services import goal_of, targets_of
from studyplan.planner.services import planned_task, planned_tasks
from studyplan.practice.evidence import counted_levels, effective_of
from studyplan.progress.forms import TickForm, TookForm
from studyplan.progress.pages import TrackerPage, tracker_label, tracker_page
from studyplan.progress.services import NOT_PLANNED, PlannedTask, set_done, set_took, ticks_of
from studyplan.ui import clock
from studyplan.ui.forms import errors_in
from studyplan.ui.http import UNPROCESSABLE, next_url, page_or_fragment, with_event
from studyplan.ui.templatetags.ui import render_rows

ECHOED = ("label", "next", "place", "with_took")
"""What a control says of itself, so that the answer can print it again."""


@login_required
@require_safe
def tracker_detail(request: UserRequest) -> HttpResponse:
    page = build_tracker(request.user, planned_tasks(request.user), clock.today())
    context = {"page": page, "intro": overview().tracker_intro}
    return page_or_fragment(request, "progress/tracker.html", context, fragments={"tracker-totals"})


@login_required
@require_POST
def tick_set(request: UserRequest) -> HttpResponse:
    """Set one tick, from whatever page it comes; answer with the control itself, or with the page that it came from."""
    user = request.user
    form = TickForm(partial(planned_task, user), pages.all_topics(), user.completions.all(), request.POST)
    if not form.is_valid():
        return render_refusal(request, errors_in(form))
    data, planned = form.cleaned_data, form.planned
    took = set_done(
        request.user,
        data["task"],
        data["sitting"],
        data["done"],
        planned=planned,
        now=clock.now(),
        today=clock.today(),
    )
    if not request.htmx:
        return redirect(next_url(request, reverse("progress:tracker")))
    state: dict[str, Any] = {"task": data["task"], "sitting": data["sitting"], "done": data["done"]}
    tick = state | {"took": took} | {name: request.POST.get(name, "") for name in ECHOED}
    tick["label"] = tick["label"] or tracker_label(data["task"])
    response = HttpResponse(render_rows(request, "tick_set.jinja", tick))
    return with_event(response, "progress-changed", **state)


@login_required
@require_POST
def took_set(request: UserRequest) -> HttpResponse:
    """Remember how long a done task took; answer with the same choice, or with the page that it came from."""
    form = TookForm(request.POST)
    if not form.is_valid():
        return render_refusal(request, errors_in(form))
    data = form.cleaned_data
    planned = planned_task(request.user, data["task"]) or NOT_PLANNED
    if not set_took(request.user, data["task"], data["sitting"], data["took"], planned=planned):
        return render_refusal(request, [_("Tick the task first; then say how long it took.")])
    if not request.htmx:
        return redirect(next_url(request, reverse("progress:tracker")))
    state = data | {"done": True} | {name: request.POST.get(name, "") for name in ECHOED}
    # No task in the event: no tick has changed, only what the page adds up.
    return with_event(HttpResponse(render_rows(request, "took_set.jinja", state)), "progress-changed")


def render_refusal(request: UserRequest, errors: list[str]) -> HttpResponse:
    """Say why nothing was saved."""
    template = "progress/tick_refused.html#refusal" if request.htmx else "progress/tick_refused.html"
    return render(request, template, {"errors": errors}, status=UNPROCESSABLE)


def build_tracker(user: User, planned: Mapping[str, PlannedTask], today: date) -> TrackerPage:
    targets = targets_of(goal_of(user), today)
    columns: dict[str, str] = {column.kind: column.name for column in track().tracker}
    effective = effective_of(user)
    levels, claimed = counted_levels(effective), {slug: topic.claimed for slug, topic in effective.items()}
    return tracker_page(pages.topics().values(), columns, levels, targets, ticks_of(user), planned, claimed)
