"""The screen on which one task is done, and its one step forward."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from studyplan.accounts.models import User
from studyplan.accounts.requests import UserRequest, holds_account
from studyplan.assessment.forms import RatingForm
from studyplan.assessment.services import levels_of
from studyplan.catalog import pages
from studyplan.core.codes import TaskKind
from studyplan.dashboard.claiming import take_assessment
from studyplan.planner.finished import tick_answered
from studyplan.planner.services import read_current_plan
from studyplan.planner.text.instructions import study_url
from studyplan.practice.models import Attempt
from studyplan.practice.questions.attempts import record
from studyplan.practice.questions.bank import PracticeQuestion, question_of
from studyplan.progress.services import WHOLE, set_done, ticks_of
from studyplan.study.find import question_named
from studyplan.study.forms import StepForm
from studyplan.study.page import StudyPage, study_page
from studyplan.study.steps import choose_next_item, list_done_items, mark_read
from studyplan.study.tasks import StudyTask, find_study_task
from studyplan.ui import clock
from studyplan.ui.forms import errors_in
from studyplan.ui.http import UNPROCESSABLE, page_or_fragment

MOST_DIGITS = 3


@login_required
@require_safe
def task_study(request: UserRequest, task: str) -> HttpResponse:
    """What to do, the material, and one button that leads on; opened again, it goes on where it was left."""
    page = study_page(
        request.user,
        task,
        clock.today(),
        sitting=number_in(request.GET.get("sitting", "")),
        item=request.GET.get("item", ""),
        before=request.GET.get("done", ""),
    )
    if page is None:
        raise Http404(_("There is no such task."))
    return show(request, page)


def show(
    request: UserRequest, page: StudyPage, errors: list[str] | None = None, sent: StepForm | None = None
) -> HttpResponse:
    context = {"page": page, "errors": errors or [], "sent": sent}
    return page_or_fragment(request, "study/task_study.html", context, status=UNPROCESSABLE if errors else 200)


def number_in(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


@login_required
@require_POST
@holds_account
def step_finish(request: UserRequest, task: str) -> HttpResponse:
    """Keep what was done at the item, or all of the sitting; go on with the next item, the next task, or Today."""
    sitting = number_in(request.POST.get("sitting", ""))
    user = request.user
    found = find_study_task(read_current_plan(user), ticks_of(user), task, sitting, clock.today())
    if found is None:
        raise Http404(_("There is no such task."))
    if found.kind == TaskKind.SELF_ASSESSMENT:
        return rate_topic(request, found)
    question = find_asked(found, request.POST.get("item", ""))
    form = StepForm(request.POST, question=question)
    if not form.is_valid():
        return refuse(request, found, errors_in(form), form)
    item, slugs = form.cleaned_data["item"], [named.slug for named in found.task.items]
    is_stale = found.sitting != (form.cleaned_data["sitting"] or WHOLE) or item not in ("", *slugs)
    if question:
        keep_answer(user, found, question, form)
    elif found.kind == TaskKind.READ and (item or not is_stale):
        mark_read(user, found, [item] if item else slugs, clock.now(), clock.today())
    if is_stale:
        messages.warning(request, _("Your plan has changed since this page was opened. Here is the task as it is now."))
        return redirect(found.url)
    return go_on(request, found, item)


def refuse(request: UserRequest, task: StudyTask, errors: list[str], sent: StepForm | None = None) -> HttpResponse:
    """The same screen with what is wrong, and with what was sent."""
    item = request.POST.get("item", "")
    page = study_page(request.user, task.key, clock.today(), sitting=task.sitting, item=item)
    assert page is not None  # it was found a moment ago
    return show(request, page, errors, sent)


def find_asked(task: StudyTask, item: str) -> PracticeQuestion | None:
    """The question that the item, or a recall, asks."""
    if task.kind == "recall" and task.topic:
        return question_of(Attempt.Kind.RECALL, task.topic, task.topic)
    return question_named(task, item) if item and task.topic else None


def keep_answer(user: User, task: StudyTask, question: PracticeQuestion, form: StepForm) -> None:
    data, now, today = form.cleaned_data, clock.now(), clock.today()
    record(user, question, data["hits"], now=now, today=today, answer=data["answer"], seconds=data["seconds"])
    tick_answered(user, task.topic, question.slug, now, today)


def go_on(request: UserRequest, task: StudyTask, item: str) -> HttpResponse:
    """To the next item that is not done; after the last one the sitting is ticked, and the next task follows."""
    done = list_done_items(request.user, task) | {item}
    following = choose_next_item(task, done, item) if item else None
    if following:
        return redirect(study_url(task.key, task.sitting, "" if task.kind == TaskKind.READ else following))
    return finish(request, task)


def finish(request: UserRequest, task: StudyTask) -> HttpResponse:
    now, today = clock.now(), clock.today()
    set_done(request.user, task.key, task.sitting, True, planned=task.planned, now=now, today=today)
    address = task.following.url if task.following else reverse("dashboard:home")
    joint = "&" if "?" in address else "?"
    return redirect(f"{address}{joint}{urlencode({'done': f'{task.key}/{task.sitting}'})}")


def rate_topic(request: UserRequest, task: StudyTask) -> HttpResponse:
    """A new assessment with the other levels copied."""
    topic, before = pages.topics().get(task.topic), levels_of(request.user)
    if topic is None or not before:
        return redirect("assessment:assessment_take")
    form = RatingForm([topic], request.POST)
    if not form.is_valid():
        return refuse(request, task, [_("Choose a level first.")])
    take_assessment(request.user, before | form.given, frozenset(form.given), clock.now(), clock.today())
    return finish(request, task)
