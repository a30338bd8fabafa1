"""The account's settings, the privacy page, and the two pages of allauth that need more than its own."""

from __future__ import annotations

from allauth.account import views as allauth_views
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from studyplan.accounts import time_zones
from studyplan.accounts.adapter import INVITATION, AccountAdapter
from studyplan.accounts.devices import end_other_sessions, end_session, list_devices
from studyplan.accounts.email_change import make_email_key, read_email_key, set_email
from studyplan.accounts.forms import AccountForm, EmailChangeForm, SignupForm
from studyplan.accounts.middleware import browser_time_zone
from studyplan.accounts.models import Invitation, User
from studyplan.accounts.requests import UserRequest, asks_password_again
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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_list(request: UserRequest) -> HttpResponse:
    """Where the account is logged in; a POST ends one session by its key, or all others."""
    user, current_key, error = request.user, request.session.session_key, ""
    devices = list_devices(user, current_key, clock.now())
    if request.method == "POST":
        key = request.POST.get("session", "")
        if key == "others":
            end_other_sessions(user, current_key)
            messages.success(request, _("You are logged out on all other devices."))
            return go_to(request, reverse("accounts:session_list"))
        if any(device.key == key and device.is_this for device in devices):
            logout(request)
            messages.success(request, _("You are logged out."))
            return go_to(request, "/")
        if key:
            end_session(user, key)
            messages.success(request, _("Logged out on that device."))
            return go_to(request, reverse("accounts:session_list"))
        error = _("Choose where to log out.")
    context = {"devices": devices, "error": error}
    return render(request, "accounts/session_list.html", context, status=UNPROCESSABLE if error else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks_password_again
def email_change(request: UserRequest) -> HttpResponse:
    """Another address: where mail can be sent, its owner gets a link that changes it."""
    user = request.user
    if request.method == "POST" and not ratelimit.consume(request, action="manage_email", user=user):
        limited: HttpResponse = ratelimit.respond_429(request)
        return limited
    form = EmailChangeForm(posted(request), user=user)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if settings.EMAIL_CONFIGURED:
            send_email_link(request, user, email, is_taken=form.is_taken)
            text = _("We have sent a link to %(email)s. Your address changes when you open it.")
            messages.success(request, text % {"email": email})
            return go_to(request, reverse("accounts:account"))
        if set_email(request, user, email, verified=False):
            messages.success(request, _("Your address is now %(email)s. Use it to log in.") % {"email": email})
            return go_to(request, reverse("accounts:account"))
        form.add_error("email", _("There is already an account with this address."))
    context = {"form": form, "sends_mail": settings.EMAIL_CONFIGURED}
    return render(request, "accounts/email_change.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def send_email_link(request: HttpRequest, user: User, email: str, *, is_taken: bool) -> None:
    """Mail the link; whoever has an account with that address is told so instead, and nobody else."""
    adapter = AccountAdapter(request)
    if is_taken:
        adapter.send_account_already_exists_mail(email)
        return
    address = reverse("accounts:email_confirm", args=[make_email_key(user, email)])
    context = {"user": user, "activate_url": request.build_absolute_uri(address)}
    adapter.send_mail("account/email/email_change", email, context)


@require_http_methods(["GET", "HEAD", "POST"])
def email_confirm(request: HttpRequest, key: str) -> HttpResponse:
    """What the link in the mail opens, on any device."""
    change = read_email_key(key)
    if change and request.method == "POST":
        user, email = change
        if set_email(request, user, email, verified=True):
            messages.success(request, _("Your address is now %(email)s. Use it to log in.") % {"email": email})
            return redirect("accounts:account" if request.user.is_authenticated else "account_login")
        change = None
    context = {"email": change[1] if change else ""}
    return render(request, "accounts/email_confirm.html", context, status=200 if change else 404)


@require_safe
def invitation_open(request: HttpRequest, key: str) -> HttpResponse:
    """Remember the invitation until its bearer signs up."""
    invitation = Invitation.objects.named_by(key, clock.now())
    if invitation is None:
        return render(request, "accounts/invitation_expired.html", status=404)
    request.session[INVITATION] = invitation.pk
    return redirect("account_signup")


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
