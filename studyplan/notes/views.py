"""Notes and stars: the page that lists them, and the one address that sets them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from studyplan.accounts.requests import UserRequest
from studyplan.notes.forms import AboutForm, NoteForm, StarForm
from studyplan.notes.services import NoteState, StaleNoteError, all_notes, note_about, set_star, set_text
from studyplan.ui import clock
from studyplan.ui.forms import errors_in
from studyplan.ui.http import UNPROCESSABLE, next_url, page_or_fragment


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note_list(request: UserRequest) -> HttpResponse:
    """All that you keep; a POST sets a star or a note, from whatever page it comes."""
    if request.method == "POST":
        return star_set(request) if "starred" in request.POST else note_set(request)
    return page_or_fragment(request, "notes/note_list.html", {"kept": all_notes(request.user)})


def star_set(request: UserRequest) -> HttpResponse:
    """Star or unstar; answer with the control itself, or with the page that it came from."""
    form = StarForm(request.POST)
    if not form.is_valid():
        return refused(request, form, "notes/star.html")
    kept = set_star(request.user, form.cleaned_data["about"], form.cleaned_data["starred"])
    if not request.htmx:
        return redirect(next_url(request, kept.about.url))
    return render(request, "notes/star.html", {"kept": kept, "next": request.POST.get("next", "")})


def note_set(request: UserRequest) -> HttpResponse:
    """Write a note; what cannot be saved stays in the field."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return refused(request, form, "notes/note_edit.html")
    data = form.cleaned_data
    try:
        kept = set_text(request.user, data["about"], data["text"], seen=data["seen"], now=clock.now())
    except StaleNoteError:
        stored = note_about(request.user, data["about"])
        context = {"kept": replace(stored, text=data["text"]), "other_text": stored.text}
        return answer(request, "notes/note_edit.html", context, UNPROCESSABLE)
    if not request.htmx:
        messages.success(request, _("Saved."))
        return redirect(next_url(request, kept.about.url))
    return answer(request, "notes/note_edit.html", {"kept": kept, "is_saved": True})


def refused(request: UserRequest, form: AboutForm, template: str) -> HttpResponse:
    """The errors, beside the input where its subject is known."""
    errors = errors_in(form)
    about = form.cleaned_data.get("about")
    kept = note_about(request.user, about) if about else None
    if kept is None:
        return render(request, "notes/note_refused.html", {"errors": errors}, status=UNPROCESSABLE)
    shown: NoteState = replace(kept, text=request.POST.get("text", kept.text))
    return answer(request, template, {"kept": shown, "errors": errors}, UNPROCESSABLE)


def answer(request: UserRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """For htmx the form alone, or what became of the note where it asks for that; else a page of its own."""
    context["next"] = request.POST.get("next", "")
    if request.htmx and request.htmx.target == "note-state":
        return render(request, "notes/note_state.html", context, status=status)
    if request.htmx:
        return render(request, template, context, status=status)
    return render(request, "notes/note_refused.html", context | {"form_template": template}, status=status)
