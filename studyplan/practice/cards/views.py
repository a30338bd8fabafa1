"""Cards: the one that is asked, its grade, the undo of a grade, and the daily limit."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from studyplan.accounts.requests import UserRequest
from studyplan.core.model import Goal
from studyplan.goals.services import goal_of
from studyplan.planner.services import minutes_on
from studyplan.practice.cards.forms import CardSettingsForm, GradeForm, UndoForm, extra_batches_in
from studyplan.practice.cards.page import card_page
from studyplan.practice.cards.queue import settings_of
from studyplan.practice.cards.services import StaleCardError, give_grade, undo_review
from studyplan.ui import clock
from studyplan.ui.forms import errors_in
from studyplan.ui.http import UNPROCESSABLE, page_or_fragment, posted


@login_required
@require_safe
def card_review(request: UserRequest) -> HttpResponse:
    return show_session(request, extra_batches=extra_batches_in(request.GET))


@login_required
@require_POST
def card_grade(request: UserRequest) -> HttpResponse:
    """Grade a card; answer with the next."""
    form = GradeForm(request.POST)
    if not form.is_valid():
        return show_session(request, errors=errors_in(form), status=UNPROCESSABLE)
    data, goal = form.cleaned_data, goal_of(request.user)
    notice = ""
    try:
        give_grade(
            request.user,
            data["card"],
            data["grade"],
            seen=data["seen"],
            now=clock.now(),
            today=clock.today(),
            shown_at=data["shown"],
            goal=goal,
        )
    except StaleCardError:
        notice = _("That card was graded already, here or in another window. Nothing has changed; this is the next.")
    return show_next(request, notice, goal)


@login_required
@require_POST
def card_undo(request: UserRequest) -> HttpResponse:
    """Take the newest grade back: its card is asked again, as it was."""
    form = UndoForm(request.POST)
    if not form.is_valid():
        return show_session(request, errors=errors_in(form), status=UNPROCESSABLE)
    undone = undo_review(request.user, form.cleaned_data["review"], clock.today())
    notice = _("The grade is taken back.") if undone else _("That grade can no longer be taken back.")
    return show_next(request, notice)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def card_settings(request: UserRequest) -> HttpResponse:
    data = posted(request)
    form = CardSettingsForm(data, instance=settings_of(request.user))
    if not form.is_bound or not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "practice/cards/card_settings.html", {"form": form}, status=status)
    form.save()
    messages.success(request, _("Saved."))
    return redirect("practice:card_review")


def show_next(request: UserRequest, notice: str, goal: Goal | None = None) -> HttpResponse:
    """After a change: the next card in place, or the page anew."""
    extra_batches = extra_batches_in(request.POST)
    if request.htmx:
        return show_session(request, extra_batches=extra_batches, notice=notice, goal=goal)
    if notice:
        messages.info(request, notice)
    return redirect(f"{reverse('practice:card_review')}{f'?more={extra_batches}' if extra_batches else ''}")


def show_session(
    request: UserRequest,
    *,
    extra_batches: int = 0,
    notice: str = "",
    errors: Sequence[str] = (),
    status: int = 200,
    goal: Goal | None = None,
) -> HttpResponse:
    """The page, or for htmx the card alone."""
    now, today = clock.now(), clock.today()
    planned = minutes_on(request.user, today)
    goal = goal or goal_of(request.user)
    page = card_page(request.user, goal, now, today, planned=planned, extra_batches=extra_batches)
    context = {"page": page, "notice": notice, "errors": errors}
    return page_or_fragment(request, "practice/cards/card_review.html", context, fragments={"sitting"}, status=status)
