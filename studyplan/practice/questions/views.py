"""The list of problems, and the one address that keeps attempts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from studyplan.accounts.requests import UserRequest
from studyplan.planner.finished import announce_ticks, tick_answered
from studyplan.practice.checks.effect import describe_effect
from studyplan.practice.evidence import effective_of
from studyplan.practice.questions.attempts import attempts_at, record
from studyplan.practice.questions.forms import AttemptForm
from studyplan.practice.questions.page import ProblemsPage
from studyplan.ui import clock
from studyplan.ui.forms import errors_in
from studyplan.ui.http import UNPROCESSABLE, Request, current_page, next_url, page_or_fragment, with_address, with_event


@require_safe
def problem_list(request: Request) -> HttpResponse:
    """The topics with their problems, or those that fit the filters, with how the last attempt at each went."""
    page = ProblemsPage(request.user, request.GET, clock.today())
    if not request.htmx and "" in request.GET.values():
        # A plain form sends the fields that are left empty, too.
        return redirect(page.url)
    template = "practice/questions/problem_list.html"
    response = page_or_fragment(request, template, {"page": page}, fragments={"problem-results"})
    return with_address(response, page.url) if request.htmx else response


ATTEMPTS = "practice/questions/attempts.html"


@login_required
@require_POST
def attempt_add(request: UserRequest) -> HttpResponse:
    """Keep an attempt, from whatever page it comes; answer with what there is of them now, and with what it moved."""
    form = AttemptForm(request.POST)
    answers = {"attempt-result": "practice/questions/attempt_kept.html"}
    if not form.is_valid():
        template = ATTEMPTS if request.htmx else "practice/questions/attempt_refused.html"
        refused = {"errors": errors_in(form)}
        return page_or_fragment(request, template, refused, fragments=answers, status=UNPROCESSABLE)
    question, data = form.asked, form.cleaned_data
    now, today = clock.now(), clock.today()
    before = effective_of(request.user).get(question.topic.slug)
    attempt = record(
        request.user,
        question,
        data["hits"],
        now=now,
        today=today,
        answer=data["answer"],
        seconds=data["seconds"],
    )
    effect = describe_effect(question.topic, before, effective_of(request.user).get(question.topic.slug))
    ticked = tick_answered(request.user, question.topic.slug, question.slug, now, today)
    if not request.htmx:
        kept = _("Kept: %(hits)d of %(points)d key points.") % {"hits": attempt.hit_count, "points": attempt.points}
        messages.success(request, f"{kept} {effect}".strip())
        announce_ticks(request, ticked)
        return redirect(next_url(request, "/practice/"))
    context = {
        "attempts": tuple(attempts_at(request.user, question)),
        "is_new": True,
        "effect": effect,
        "ticked": ticked,
        "next": current_page(request),
    }
    response = page_or_fragment(request, ATTEMPTS, context, fragments=answers)
    return with_event(response, "progress-changed") if ticked else response
