"""``manage.py invite``: let somebody sign up where others may not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from studyplan.accounts.models import Invitation
from studyplan.ui import clock


class Command(BaseCommand):
    """Prints the link and nothing else, so that it can be piped."""

    help = "Print a link with which one person can sign up, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("note", nargs="?", default="", help="for whom it is, to find it again in the admin")
        parser.add_argument("--days", type=int, default=7, help="for how many days it is valid (7)")

    def handle(self, *args: Any, note: str, days: int, **options: Any) -> None:
        if not 1 <= days <= 365:
            raise CommandError("An invitation is valid for 1 to 365 days.")
        now = clock.now()
        Invitation.objects.filter(expires_at__lte=now).delete()
        self.stdout.write(Invitation.objects.create(note=note[:100], expires_at=now + timedelta(days=days)).link)
