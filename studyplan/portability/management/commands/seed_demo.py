"""``manage.py seed_demo``: an account to look at every page with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from studyplan.accounts import time_zones
from studyplan.accounts.models import User
from studyplan.portability.demo import DAYS, make_learner
from studyplan.portability.services import delete_account
from studyplan.ui import clock

EMAIL = "demo@studyplan.example"  # of a domain that nobody can have
PASSWORD = "three weeks in"  # noqa: S105 - anybody may know it; it is refused in production


class Command(BaseCommand):
    """On another day the demo account is made anew, so that it ends today."""

    help = "Make a demo account, of a learner three weeks in, and print how to log in."
    requires_system_checks = ()

    def handle(self, *args: object, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("STUDYPLAN_ORIGIN is set: there is no demo account in production.")
        with timezone.override(time_zones.get_zone(settings.DEFAULT_USER_TIME_ZONE)):
            self.seed()
        self.stdout.write(f"Log in as {EMAIL} with the password: {PASSWORD}")

    def seed(self) -> None:
        """Make the account, unless it is there and of today."""
        user, now = User.objects.filter(email=EMAIL).first(), clock.now()
        if user and not user.check_password(PASSWORD):
            raise CommandError(f"{EMAIL} is somebody's account: its password is not the demo's.")
        if user and clock.day_of(now) - clock.day_of(user.date_joined) == timedelta(days=DAYS):
            return
        if user:
            delete_account(user)
        make_learner(EMAIL, PASSWORD, now)
