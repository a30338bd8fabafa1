"""Sign-up and log-in beyond allauth's own: time zones, and errors in our words."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.utils import filter_users_by_email
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.sites.shortcuts import get_current_site
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from studyplan.accounts import time_zones
from studyplan.accounts.known_device import is_known_device, remember_device
from studyplan.accounts.middleware import browser_time_zone
from studyplan.accounts.models import Invitation, User, normalize_password
from studyplan.outbox.services import put_mail
from studyplan.ui import clock

INVITATION = "invitation"
"""Key of the session that holds which invitation its visitor has opened."""

WAYS_TO_CONFIRM = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use your authenticator app or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}
EMAIL_TAKEN = _("There is already an account with this address. Log in instead.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Knows the browser's time zone, and says errors in our words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_taken": EMAIL_TAKEN,
        "email_password_mismatch": _("Address and password do not match. Check both and try again."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link is no longer valid."),
        "too_many_login_attempts": _("Too many failed attempts. Wait five minutes and try again."),
    }

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Store the new account with the zone that the browser reported."""
        user.time_zone = browser_time_zone(request)
        try:
            with transaction.atomic():
                self.use_invitation(request)
                saved: User = super().save_user(request, user, form, commit)
        except IntegrityError:
            # The same address in the same moment, as when a form is sent twice: the other one was first.
            self.refuse_taken_email(request)
        return saved

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        if settings.SIGNUP == "invitation":
            return Invitation.objects.valid(clock.now()).filter(pk=request.session.get(INVITATION, 0)).exists()
        return bool(settings.SIGNUP == "open")

    def use_invitation(self, request: HttpRequest) -> None:
        """Use it up where one is needed; where somebody else was faster, lead to the page that says so."""
        invitation = request.session.pop(INVITATION, 0)
        if settings.SIGNUP == "invitation" and not Invitation.objects.use_up(invitation, clock.now()):
            raise ImmediateHttpResponse(redirect("account_signup"))

    def refuse_taken_email(self, request: HttpRequest) -> NoReturn:
        """Lead to the log-in with the reason."""
        messages.error(request, EMAIL_TAKEN)
        raise ImmediateHttpResponse(redirect("account_login"))

    def login(self, request: HttpRequest, user: User) -> None:
        """Log in, after settling the account's day: whoever hears of the log-in may ask what day it is."""
        if not user.time_zone and (zone := browser_time_zone(request)):
            user.time_zone = zone
            user.save(update_fields=["time_zone"])
        # Lasts for this request: the middleware restores what was before it.
        clock.settle_days(time_zones.get_zone(user.time_zone), user.day_ends_at)
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, *, signup: bool, **kwargs: Any) -> HttpResponse:
        """Who has just typed a password or a code is not asked for it again at once."""
        methods = {record["method"] for record in get_authentication_records(request, user)}
        if signup or methods & {"password", "mfa"}:
            record_authentication(request, user, method="password", reauthenticated=True)
        response: HttpResponse = super().post_login(request, user, signup=signup, **kwargs)
        remember_device(request, response, user.email)
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse who has guessed too often: at this account from this network, or from there at any."""
        email = credentials.get("email", "")
        action = "login_failed_in_known_device" if is_known_device(request, email) else "login_failed"
        key = self._get_login_attempts_cache_key(request, **credentials)
        # What allauth takes back after the right password.
        self._login_failed_rl_usage = ratelimit.consume(request, app="allauth.account", action=action, key=key)
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        email = credentials.get("email", "").lower()
        return email if is_known_device(request, email) else f"{email} {self.get_client_ip(request)}"

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002
        """An account's password is compared as typed, too (``User.check_password``); without an account, that takes
        as long."""
        password = credentials["password"]
        is_compared_once = normalize_password(password) == password
        if not is_compared_once and not filter_users_by_email(credentials.get("email", "")):
            User().set_password(password)

    def reauthenticate(self, user: User, password: str) -> bool:
        """As allauth does; a password of earlier days is stored anew by that, which must not end this session."""
        confirmed: bool = super().reauthenticate(user, password)
        before = user.password
        user.refresh_from_db(fields=["password"])
        if confirmed and user.password != before:
            update_session_auth_hash(self.request, user)
        return confirmed

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        return [
            {**way, "description": WAYS_TO_CONFIRM[way["id"]]} for way in super().get_reauthentication_methods(user)
        ]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Leave the mail to the outbox: no request waits for a mail server, and no mail outlives its account."""
        page = {"request": self.request, "email": email, "current_site": get_current_site(self.request), **context}
        owner = context.get("user") or User.objects.filter(email__iexact=email).first()
        put_mail(self.render_mail(template_prefix, email, page), owner.pk if owner else None, clock.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to the account, which shows that it worked."""
        return reverse("accounts:account")
