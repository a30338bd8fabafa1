"""Sign-up and log-in beyond allauth's own: time zones, and errors in our words."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.sites.shortcuts import get_current_site
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from studyplan.accounts import time_zones
from studyplan.accounts.middleware import browser_time_zone
from studyplan.accounts.models import User
from studyplan.outbox.services import put_mail
from studyplan.ui import clock

EMAIL_TAKEN = _("There is already an account with this address. Log in instead.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Knows the browser's time zone, and says errors in our words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_taken": EMAIL_TAKEN,
        "email_password_mismatch": _("Address and password do not match. Check both and try again."),
        "enter_current_password": _("This is not your current password."),
        "invalid_password_reset": _("This link is no longer valid."),
        "too_many_login_attempts": _("Too many failed attempts. Wait five minutes and try again."),
    }

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Store the new account with the zone that the browser reported."""
        user.time_zone = browser_time_zone(request)
        try:
            with transaction.atomic():
                saved: User = super().save_user(request, user, form, commit)
        except IntegrityError:
            # The same address in the same moment, as when a form is sent twice: the other one was first.
            self.refuse_taken_email(request)
        return saved

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

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Leave the mail to the outbox: no request waits for a mail server, and no mail outlives its account."""
        page = {"request": self.request, "email": email, "current_site": get_current_site(self.request), **context}
        owner = context.get("user") or User.objects.filter(email__iexact=email).first()
        put_mail(self.render_mail(template_prefix, email, page), owner.pk if owner else None, clock.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to the account, which shows that it worked."""
        return reverse("accounts:account")
