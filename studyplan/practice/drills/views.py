"""Mock interviews and timed sets: begun, answered step by step, ended, looked back on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from studyplan.accounts.requests import UserRequest
from studyplan.planner.finished import announce_ticks, tick_rehearsal
from studyplan.planner.services import planned_tasks
from studyplan.practice.drills import services as drills
from studyplan.practice.drills.forms import StepForm, StructureForm
from studyplan.practice.drills.page import drill_page, drill_result_page
from studyplan.practice.models import Drill
from studyplan.practice.readiness.moved import what_moved
from studyplan.progress.services import ticks_of
from studyplan.study.tasks import find_next_task
from studyplan.ui import clock
from studyplan.ui.forms import errors_in
from studyplan.ui.http import UNPROCESSABLE, go_to, page_or_fragment, posted
from studyplan.ui.permissions import with_recording

PAGE = "practice/drills/drill_detail.html"


def drill_of(request: UserRequest, pk: int) -> Drill:
    user_drills = request.user.drills.select_related("round", "company").prefetch_related("attempts__topic")
    return get_object_or_404(user_drills, pk=pk)


@login_required
@require_safe
@with_recording
def drill_detail(request: UserRequest, pk: int) -> HttpResponse:
    """The open question, or its model answer; an ended drill leads to what came of it."""
    return show_drill(request, drill_of(request, pk))


@login_required
@require_POST
def drill_answer(request: UserRequest, pk: int) -> HttpResponse:
    """Stop the clock, and show the model answer, or end (``then=end``). A stale page changes no answer."""
    drill = drill_of(request, pk)
    form = StepForm(request.POST)
    if not form.is_valid():
        return show_drill(request, drill, form)
    drills.reveal(request.user, drill, form.cleaned_data["place"], form.cleaned_data["answer"], clock.now())
    if request.POST.get("then") == "end":
        drills.end(request.user, drill, clock.now(), clock.today())
    return show_next_step(request, drill)


@login_required
@require_POST
def drill_next(request: UserRequest, pk: int) -> HttpResponse:
    """Keep the answer with its key points, and ask the next question, or end (``then=end``)."""
    drill = drill_of(request, pk)
    form = StepForm(request.POST)
    if not form.is_valid():
        return show_drill(request, drill, form)
    now, today, data = clock.now(), clock.today(), form.cleaned_data
    is_over = drills.record_answer(
        request.user, drill, data["place"], data["hits"], planned_tasks(request.user), now, today
    )
    if is_over and not drill.task:
        announce_ticks(request, tick_rehearsal(request.user, drill.format, now, today))
    if request.POST.get("then") == "end":
        drills.end(request.user, drill, now, today)
    return show_next_step(request, drill)


@login_required
@require_POST
def drill_end(request: UserRequest, pk: int) -> HttpResponse:
    drill = drill_of(request, pk)
    drills.end(request.user, drill, clock.now(), clock.today())
    return go_to(request, reverse("practice:drill_result", args=[drill.pk]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def drill_result(request: UserRequest, pk: int) -> HttpResponse:
    """A POST stores which parts of the 60-second shape the answers had."""
    drill = drill_of(request, pk)
    if drill.ended_at is None:
        return redirect("practice:drill_detail", pk=drill.pk)
    form = StructureForm(posted(request))
    if request.method == "POST" and form.is_valid():
        drills.set_structure(request.user, drill, form.cleaned_data["structure"])
        if not request.htmx:
            messages.success(request, _("Saved."))
            return redirect("practice:drill_result", pk=drill.pk)
        drill = drill_of(request, pk)
    errors = errors_in(form)
    context = {
        "page": drill_result_page(drill, ticks_of(request.user)),
        "following": find_next_task(request.user, drill.task, clock.today()) if drill.task else None,
        "moved": what_moved(request.user, drill.attempts.all(), clock.today()),
        "errors": errors,
        "is_saved": form.is_bound and not errors,
    }
    status = UNPROCESSABLE if errors else 200
    return page_or_fragment(
        request, "practice/drills/drill_result.html", context, fragments={"structure"}, status=status
    )


@login_required
@require_POST
def drill_credit(request: UserRequest, pk: int) -> HttpResponse:
    """Tick the tasks that the drill may count for; the tracker takes it back."""
    drill = drill_of(request, pk)
    tasks = drills.creditable_tasks(drill)
    drills.tick_tasks(request.user, tasks, planned_tasks(request.user), clock.now(), clock.today())
    if tasks:
        text = ngettext("Ticked one task.", "Ticked %(count)d tasks.", len(tasks)) % {"count": len(tasks)}
        messages.success(request, text)
    return redirect("practice:drill_result", pk=drill.pk)


def show_next_step(request: UserRequest, drill: Drill) -> HttpResponse:
    """Where the drill stands after a step: in place for htmx, else by a redirect, so that a reload sends nothing."""
    if not request.htmx:
        return redirect("practice:drill_detail", pk=drill.pk)
    return show_drill(request, drill_of(request, drill.pk))


def show_drill(request: UserRequest, drill: Drill, form: StepForm | None = None) -> HttpResponse:
    """The drill's page as it stands; with ``form``, what was wrong with what was sent."""
    page = drill_page(drill, clock.now())
    if drill.ended_at:
        return go_to(request, reverse("practice:drill_result", args=[drill.pk]))
    context: dict[str, Any] = {"page": page, "drill": drill}
    if form is None:
        return page_or_fragment(request, PAGE, context, fragments={"drill"})
    context |= {
        "errors": errors_in(form),
        "answer": request.POST.get("answer", ""),
    }
    if page is None:
        return render(request, PAGE, context, status=UNPROCESSABLE)
    return page_or_fragment(request, PAGE, context, fragments={"drill"}, status=UNPROCESSABLE)
