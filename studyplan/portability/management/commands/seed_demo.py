"""``manage.py seed_demo``: an account to look at every page with, and a crowd around it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Max
from django.utils import timezone

from studyplan.accounts import time_zones
from studyplan.accounts.models import User
from studyplan.portability.bulk import multiply
from studyplan.portability.demo import DAYS, make_learner
from studyplan.portability.services import delete_account
from studyplan.ui import clock

EMAIL = "demo@studyplan.example"  # of a domain that nobody can have
PASSWORD = "three weeks in"  # noqa: S105 - anybody may know it; it is refused in production
ORIGINALS = 20  # of a crowd; all others are copies


class Command(BaseCommand):
    """On another day the demo account is made anew, so that it ends today."""

    help = "Make a demo account, of a learner three weeks in, and print how to log in."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--users", type=int, default=0, metavar="N", help="make N more learners, to measure with")

    def handle(self, *args: object, users: int, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("STUDYPLAN_ORIGIN is set: there is no demo account in production.")
        with timezone.override(time_zones.get_zone(settings.DEFAULT_USER_TIME_ZONE)):
            self.seed()
            for count in seed_crowd(users):
                self.stdout.write(f"{count:,} of {users:,} learners")
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


def seed_crowd(count: int) -> Iterator[int]:
    """Make ``count`` learners who began on the days of the last three weeks, and yield how many there are so far."""
    if count < 1:
        return
    originals = min(count, ORIGINALS)
    # Addresses of their own, however often there was a crowd before.
    first = (User.objects.aggregate(key=Max("pk"))["key"] or 0) + 1
    users = [
        make_learner(
            f"learner-{first + number}@studyplan.example",
            PASSWORD,
            clock.now(),
            seed=str(number),
            days=DAYS * (number % originals + 1) // originals,
        )
        for number in range(originals + count % originals)
    ]
    yield len(users)
    for copied in multiply(users[:originals], count // originals - 1):
        yield len(users) + copied
