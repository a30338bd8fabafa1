"""Choose when to be reminded, and end it from a mail."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from studyplan.accounts.requests import UserRequest, holds_account
from studyplan.reminders.forms import ReminderForm
from studyplan.reminders.links import read_token
from studyplan.reminders.models import Reminder
from studyplan.ui.http import UNPROCESSABLE, posted


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@holds_account
def reminder_edit(request: UserRequest) -> HttpResponse:
    """The form, or where no mail can be sent, a page that says so."""
    user = request.user
    if not settings.EMAIL_CONFIGURED:
        is_question = request.method in ("GET", "HEAD")
        return render(request, "reminders/no_mail.html") if is_question else HttpResponseNotAllowed(["GET", "HEAD"])
    form = ReminderForm(posted(request), instance=getattr(user, "reminder", None))
    if form.is_valid():
        Reminder.objects.update_or_create(user=user, defaults=form.cleaned_data)  # not last_on, which the sender writes
        messages.success(request, _("Saved."))
        return redirect("accounts:account")
    is_confirmed = EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()
    context = {"form": form, "is_confirmed": is_confirmed}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "reminders/reminder_edit.html", context, status=status)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End the reminders of the account that ``token`` names: by POST only, since mail scanners open every link.

    Mail programs post here without cookies and want no redirect (RFC 8058).
    """
    user_id = read_token(token)
    is_done = user_id is not None and request.method == "POST"
    if is_done:
        Reminder.objects.filter(user=user_id).update(rhythm=Reminder.Rhythm.OFF)
    context = {"is_valid": user_id is not None, "is_done": is_done}
    return render(request, "reminders/unsubscribe.html", context, status=404 if user_id is None else 200)
