"""``manage.py sweep``: delete what the privacy page says is kept for some time only."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from studyplan.accounts.events import sweep_events
from studyplan.ui import clock


class Command(BaseCommand):
    """Every start does it; a server that runs for months should be told to do it daily."""

    help = "Deletes expired sessions, and account activity of more than a year."
    requires_system_checks = ()

    def handle(self, *args: object, **options: Any) -> None:
        call_command("clearsessions")
        sweep_events(clock.now())
