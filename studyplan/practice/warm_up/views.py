"""The warm-up: one question a topic, and how it went."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from studyplan.catalog.guide import overview
from studyplan.practice.models import Attempt
from studyplan.practice.questions.attempts import record_answer_set
from studyplan.practice.readiness.moved import what_moved
from studyplan.practice.warm_up.forms import WarmUpForm
from studyplan.practice.warm_up.page import result_of
from studyplan.practice.warm_up.services import MOST_OF_A_VISITOR, attempts_in, attempts_of, store_for_visitor
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, Request, page_or_fragment, posted


@require_http_methods(["GET", "HEAD", "POST"])
def warm_up(request: Request) -> HttpResponse:
    """The questions. A POST keeps the answers, a visitor's too, and leads to the result."""
    form = WarmUpForm(posted(request), most=None if request.user.is_authenticated else MOST_OF_A_VISITOR)
    if form.is_valid():
        now, today = clock.now(), clock.today()
        if request.user.is_authenticated:
            record_answer_set(request.user, form.answers, now=now, today=today)
        else:
            store_for_visitor(request.session, form.answers, now=now, today=today)
        return redirect("practice:warm_up_result")
    context = {
        "form": form,
        "intro": overview().warm_up_intro,
        "last": result_of(attempts_by(request)),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return page_or_fragment(request, "practice/warm_up/warm_up.html", context, status=status)


@require_safe
def warm_up_result(request: Request) -> HttpResponse:
    """How the newest warm-up went, and what to do about it."""
    page = result_of(attempts_by(request))
    if page is None:
        return redirect("practice:warm_up")
    moved = None
    if request.user.is_authenticated:
        moved = what_moved(request.user, [line.attempt for line in page.lines], clock.today())
    return page_or_fragment(request, "practice/warm_up/warm_up_result.html", {"page": page, "moved": moved})


def attempts_by(request: Request) -> list[Attempt]:
    """The account's attempts, or the visitor's, newest first."""
    return attempts_of(request.user) if request.user.is_authenticated else attempts_in(request.session)
