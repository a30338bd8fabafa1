"""Take a download into the account: choose a file, and where the account holds something, look and agree."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from studyplan.accounts.requests import UserRequest
from studyplan.assessment import drafts
from studyplan.portability.importing.carried import pack_file, unpack_file
from studyplan.portability.importing.document import describe_schema
from studyplan.portability.importing.faults import UnreadableFileError
from studyplan.portability.importing.forms import ImportForm, ReplaceForm
from studyplan.portability.importing.services import (
    AccountInUseError,
    ImportPreview,
    import_document,
    read_document,
)
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_import(request: UserRequest) -> HttpResponse:
    """An account that holds nothing takes a file at once; any other one shows first what would be replaced."""
    if request.method != "POST":
        return render_import(request, ImportForm())
    if not ratelimit.consume(request, action="import", user=request.user):
        limited: HttpResponse = ratelimit.respond_429(request)
        return limited
    agreed = ReplaceForm(request.POST)
    form = ImportForm(request.POST, request.FILES)
    try:
        if "document" in request.POST and agreed.is_valid():
            return replace_account(request, unpack_file(agreed.cleaned_data["document"]), agreed.cleaned_data["seen"])
        if form.is_valid():
            return replace_account(request, form.cleaned_data["file"].read(), None)
    except UnreadableFileError as error:
        return render_import(request, ImportForm(), error)
    return render_import(request, form)


def replace_account(request: UserRequest, data: bytes, seen: str | None) -> HttpResponse:
    """Import what was agreed to, or show what it would do. Raises ``UnreadableFileError``."""
    document = read_document(data, clock.now())
    try:
        done = import_document(request.user, document, seen=seen)
    except AccountInUseError as error:
        return render_preview(request, error.preview, data, is_stale=seen is not None)
    drafts.save(request.session, done.unfinished_ratings)
    messages.success(request, describe_import(done))
    return redirect("dashboard:home")


def describe_import(done: ImportPreview) -> str:
    text = _("Imported. This account now holds what is in the file.")
    if not done.left_out:
        return text
    return f"{text} " + _("Left out, because this site does not know it: %(rows)s.") % {
        "rows": "; ".join(done.left_out)
    }


def render_import(request: UserRequest, form: ImportForm, error: UnreadableFileError | None = None) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound or error else 200
    context = {"form": form, "faults": error.lines if error else []}
    return render(request, "portability/account_import.html", context, status=status)


def render_preview(request: UserRequest, preview: ImportPreview, data: bytes, *, is_stale: bool) -> HttpResponse:
    form = ReplaceForm(initial={"document": pack_file(data), "seen": preview.seen})
    context = {"preview": preview, "form": form, "is_stale": is_stale}
    return render(request, "portability/import_preview.html", context, status=UNPROCESSABLE if is_stale else 200)


@require_safe
def export_schema(_request: HttpRequest) -> HttpResponse:
    """The format of the download, for programs that write or check such files."""
    return JsonResponse(describe_schema(), json_dumps_params={"indent": 2})
