"""What sign-up does here beyond allauth's own."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from studyplan.accounts.middleware import browser_time_zone
from studyplan.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Keeps the browser's time zone with a new account."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Store the new account with the zone that the browser reported."""
        user.time_zone = browser_time_zone(request)
        saved: User = super().save_user(request, user, form, commit)
        return saved
