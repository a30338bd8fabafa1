"""The user's cards: all of them by topic, those of their own, and given ones in their words."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from studyplan.accounts.requests import UserRequest
from studyplan.catalog.models import Card
from studyplan.goals.services import goal_of
from studyplan.practice.cards.collection.forms import OwnCardForm, RewriteForm
from studyplan.practice.cards.collection.page import card_collection
from studyplan.practice.cards.deck import deck
from studyplan.practice.cards.forms import topic_in
from studyplan.practice.cards.own import (
    TooManyCardsError,
    add_card,
    change_card,
    delete_card,
    restore_card,
    rewrite_card,
)
from studyplan.practice.models import OwnCard
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, next_url, posted


@login_required
@require_safe
def card_list(request: UserRequest) -> HttpResponse:
    cards = card_collection(request.user, goal_of(request.user), clock.today())
    return render(request, "practice/cards/card_list.html", {"cards": cards})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_card_add(request: UserRequest) -> HttpResponse:
    form = OwnCardForm(posted(request), initial={"topic": topic_in(request.GET)})
    if form.is_valid():
        try:
            add_card(request.user, **form.words, now=clock.now())
        except TooManyCardsError:
            form.add_error(None, too_many())
        else:
            messages.success(request, _("Card added. It comes with your next new cards."))
            return redirect("practice:card_list")
    context = {"form": form}
    return render(request, "practice/cards/own_card_add.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_card_edit(request: UserRequest, pk: int) -> HttpResponse:
    own = get_object_or_404(request.user.own_cards.in_use().filter(card=None).select_related("topic"), pk=pk)
    initial = {"topic": own.topic.slug, "front": own.front, "back": own.back, "seen": own.version}
    form = OwnCardForm(posted(request), initial=initial, stored=own)
    back = next_url(request, reverse("practice:card_list"))
    if form.is_valid():
        change_card(own, **form.words, now=clock.now())
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {"form": form, "own": own, "back": back}
    return render(request, "practice/cards/own_card_edit.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@login_required
@require_POST
def own_card_delete(request: UserRequest, pk: int) -> HttpResponse:
    """Delete an own card, or go back to the original of a given one. Deleting twice is deleting once."""
    if not delete_card(request.user, pk, clock.today()):
        get_object_or_404(request.user.own_cards, pk=pk)
    return redirect("practice:card_list")


@login_required
@require_POST
def own_card_restore(request: UserRequest, pk: int) -> HttpResponse:
    try:
        if not restore_card(request.user, pk):
            get_object_or_404(request.user.own_cards, pk=pk)
    except TooManyCardsError:
        messages.error(request, too_many())
    else:
        messages.success(request, _("The card is back."))
    return redirect("practice:card_list")


def too_many() -> str:
    text = _("You have %(count)s cards of your own, as many as there can be. Delete some first.")
    return text % {"count": OwnCard.MOST_CARDS}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def card_rewrite(request: UserRequest, slug: str, card: str) -> HttpResponse:
    given = get_object_or_404(Card.objects.current().select_related("topic"), topic__slug=slug, slug=card)
    if given.pk not in deck():
        raise Http404
    own = request.user.own_cards.in_use().filter(card=given).first()
    initial = {"front": own.front, "back": own.back, "seen": own.version} if own else {"seen": 0}
    form = RewriteForm(posted(request), initial=initial, stored=own)
    back = next_url(request, reverse("practice:card_list"))
    if form.is_valid():
        rewrite_card(request.user, given, **form.words, now=clock.now())
        messages.success(request, _("Saved. The card now comes in your words."))
        return redirect(back)
    context = {"form": form, "own": own, "given": deck()[given.pk], "back": back}
    return render(request, "practice/cards/card_rewrite.html", context, status=UNPROCESSABLE if form.is_bound else 200)
