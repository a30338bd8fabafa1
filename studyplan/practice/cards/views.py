"""Cards: the one that is asked, its grade and the undo of it, what is set aside, the forecast, and the settings."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from studyplan.accounts.requests import UserRequest, holds_account
from studyplan.core.model import Goal
from studyplan.goals.services import goal_of
from studyplan.planner.services import minutes_on
from studyplan.practice.cards.forecast import forecast_page
from studyplan.practice.cards.forms import (
    AsideForm,
    CardSettingsForm,
    GradeForm,
    UndoForm,
    extra_batches_in,
    topic_in,
)
from studyplan.practice.cards.page import card_page, session_url
from studyplan.practice.cards.queue import settings_of
from studyplan.practice.cards.services import StaleCardError, give_grade, set_aside, undo_review
from studyplan.ui import clock
from studyplan.ui.forms import errors_in
from studyplan.ui.http import UNPROCESSABLE, next_url, page_or_fragment, posted


@login_required
@require_safe
def card_review(request: UserRequest) -> HttpResponse:
    notice = ""
    if request.GET.get("topic") and not topic_in(request.GET):
        notice = _("There is no such topic. These are the cards of all topics.")
    return show_session(request, request.GET, notice=notice)


@login_required
@require_POST
def card_grade(request: UserRequest) -> HttpResponse:
    """Grade a card; answer with the next."""
    form = GradeForm(request.POST, request.user)
    if not form.is_valid():
        return show_session(request, request.POST, errors=errors_in(form), status=UNPROCESSABLE)
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
        notice = _("That card was already graded or set aside in another window. Nothing has changed.")
    return show_next(request, notice, goal)


@login_required
@require_POST
def card_undo(request: UserRequest) -> HttpResponse:
    """Take the newest grade back: its card is asked again, as it was."""
    form = UndoForm(request.POST)
    if not form.is_valid():
        return show_session(request, request.POST, errors=errors_in(form), status=UNPROCESSABLE)
    undone = undo_review(request.user, form.cleaned_data["review"], clock.today())
    notice = _("Grade undone.") if undone else _("That grade can no longer be undone.")
    return show_next(request, notice)


@login_required
@require_POST
def card_aside(request: UserRequest) -> HttpResponse:
    """Set a card aside, or bring it back."""
    form = AsideForm(request.POST, request.user)
    if not form.is_valid():
        return show_session(request, request.POST, errors=errors_in(form), status=UNPROCESSABLE)
    card, is_set_aside = form.cleaned_data["card"], bool(form.cleaned_data["aside"])
    aside = ""
    if not set_aside(request.user, card, is_set_aside=is_set_aside):
        messages.info(request, _("Only a card that you have reviewed can be set aside."))
    elif is_set_aside:
        aside = request.POST["card"]
    else:
        messages.info(request, _("The card is back."))
    back = session_url(extra_batches_in(request.POST), topic_in(request.POST), aside)
    return redirect(next_url(request, back))


@login_required
@require_safe
def card_forecast(request: UserRequest) -> HttpResponse:
    page = forecast_page(request.user, goal_of(request.user), clock.today(), request.GET.get("days", ""))
    return render(request, "practice/cards/card_forecast.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@holds_account
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
    if request.htmx:
        return show_session(request, request.POST, notice=notice, goal=goal)
    if notice:
        messages.info(request, notice)
    return redirect(session_url(extra_batches_in(request.POST), topic_in(request.POST)))


def show_session(
    request: UserRequest,
    asked_for: QueryDict,
    *,
    notice: str = "",
    errors: Sequence[str] = (),
    status: int = 200,
    goal: Goal | None = None,
) -> HttpResponse:
    """The page, or for htmx the card alone; ``asked_for`` says how many extra batches, and of which topic."""
    now, today = clock.now(), clock.today()
    page = card_page(
        request.user,
        goal or goal_of(request.user),
        now,
        today,
        planned=minutes_on(request.user, today),
        extra_batches=extra_batches_in(asked_for),
        topic=topic_in(asked_for),
        aside=asked_for.get("aside", "") if request.method == "GET" else "",
    )
    context = {"page": page, "notice": notice, "errors": errors}
    return page_or_fragment(request, "practice/cards/card_review.html", context, fragments={"sitting"}, status=status)
