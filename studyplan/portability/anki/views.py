"""Cards to Anki and from it, on one page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from studyplan.accounts.requests import UserRequest
from studyplan.portability.anki.forms import AnkiForm
from studyplan.portability.anki.services import CardImport, import_cards, read_cards, write_deck, write_own_cards
from studyplan.portability.importing.faults import UnreadableFileError
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE

OWN_CARDS = "own"


@login_required
@require_safe
def anki_download(request: UserRequest) -> HttpResponse:
    """The user's cards as a text file that Anki imports: ``cards=own`` those of their own, else all."""
    is_own = request.GET.get("cards") == OWN_CARDS
    text = write_own_cards(request.user) if is_own else write_deck(request.user)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = "studyplan-own-cards.txt" if is_own else "studyplan-cards.txt"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def anki_import(request: UserRequest) -> HttpResponse:
    """Add cards of one's own from such a file: all of them, or none where one is at fault."""
    is_posted = request.method == "POST"
    form = AnkiForm(request.POST, request.FILES) if is_posted else AnkiForm()
    faults: list[str] = []
    if form.is_valid():
        try:
            notes = read_cards(form.cleaned_data["file"].read())
            done = import_cards(request.user, notes, form.cleaned_data["topic"], clock.now())
        except UnreadableFileError as error:
            faults = error.lines
        else:
            messages.success(request, describe_cards_added(done))
            return redirect("practice:card_list")
    context = {"form": form, "faults": faults}
    return render(request, "portability/anki_import.html", context, status=UNPROCESSABLE if is_posted else 200)


def describe_cards_added(done: CardImport) -> str:
    added = ngettext("%(count)d card added.", "%(count)d cards added.", done.added) % {"count": done.added}
    if not done.skipped:
        return added
    text = ngettext("%(count)d was there already.", "%(count)d were there already.", done.skipped)
    return f"{added} " + text % {"count": done.skipped}
