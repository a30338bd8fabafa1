"""Download an account's data; delete the account."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from studyplan.accounts.requests import UserRequest, asks_password_again
from studyplan.portability.forms import DeleteForm
from studyplan.portability.services import delete_account, describe_account, export_account
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, posted


@login_required
@require_safe
@asks_password_again
def export_download(request: UserRequest) -> HttpResponse:
    """All of the user's data as a JSON file."""
    document = export_account(request.user, clock.now())
    response = JsonResponse(document, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="studyplan-{clock.today().isoformat()}.json"'
    return response


@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_delete(request: UserRequest) -> HttpResponse:
    """List what would be deleted, ask once, and delete it."""
    user = request.user
    if request.method == "POST" and not ratelimit.consume(request, action="reauthenticate", user=user):
        limited: HttpResponse = ratelimit.respond_429(request)
        return limited
    form = DeleteForm(posted(request), user=user)
    if form.is_valid():
        # First log out, while there still is a user to log out; this also empties the browser's session.
        logout(request)
        delete_account(user)
        messages.success(request, _("Your account and all its data are deleted."))
        return redirect("/")
    context = {"form": form, "belongings": describe_account(user)}
    return render(request, "portability/account_delete.html", context, status=UNPROCESSABLE if form.is_bound else 200)
