"""The account's settings, the privacy page, and the two pages of allauth that need more than its own."""

from __future__ import annotations

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from studyplan.accounts import time_zones
from studyplan.accounts.forms import AccountForm, SignupForm
from studyplan.accounts.middleware import browser_time_zone
from studyplan.accounts.requests import UserRequest
from studyplan.ui import clock
from studyplan.ui.http import UNPROCESSABLE, go_to, page_or_fragment, posted
from studyplan.ui.nav import THEMES


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: UserRequest) -> HttpResponse:
    """The account's settings, and the ways to its password, data and end."""
    user, browser_zone = request.user, browser_time_zone(request)
    form = AccountForm(posted(request), instance=user, browser_zone=browser_zone)
    if form.is_valid():
        user.save(update_fields=["time_zone", "day_ends_at", "keyboard_shortcuts"])
        messages.success(request, saved_message(form))
        return go_to(request, reverse("accounts:account"))
    # A form that failed has written into the user what was valid: ask the form what was there before.
    offer = browser_zone if browser_zone != form.initial["time_zone"] else ""
    context = {"form": form, "browser_zone": offer, "now": clock.now(), "today": clock.today(), "themes": THEMES}
    if settings.EMAIL_CONFIGURED:
        context |= {"sends_mail": True, "mails": user.mails.unsent()}
    status = UNPROCESSABLE if form.is_bound else 200
    return page_or_fragment(request, "accounts/account.html", context, fragments={"account-settings"}, status=status)


def saved_message(form: AccountForm) -> str:
    if form.cleaned_data["keyboard_shortcuts"]:
        text = _("Saved. Time zone: %(zone)s; end of the day: %(hour)s; single-key shortcuts: on")
    else:
        text = _("Saved. Time zone: %(zone)s; end of the day: %(hour)s; single-key shortcuts: off")
    zone, hour = form.cleaned_data["time_zone"], form.instance.get_day_ends_at_display()
    return text % {"zone": time_zones.city_name(zone), "hour": hour}


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/privacy.html", {"sends_mail": settings.EMAIL_CONFIGURED})


class SignupView(allauth_views.SignupView):  # type: ignore[misc]
    @transaction.atomic
    def form_valid(self, form: SignupForm) -> HttpResponseBase:
        """All or nothing: the account, its mail, and the ratings that the visitor has brought."""
        response: HttpResponseBase = super().form_valid(form)
        return response


signup = SignupView.as_view()


def password_reset(request: HttpRequest) -> HttpResponseBase:
    """allauth's page where mail can be sent; else a page that says so and what to do instead."""
    if settings.EMAIL_CONFIGURED:
        response: HttpResponseBase = allauth_views.password_reset(request)
        return response
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return render(request, "accounts/password_reset.html")
