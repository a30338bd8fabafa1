"""``manage.py mailer``: the process that sends mail and reminders beside the server; bin/run and bin/dev start it."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from studyplan.ui import clock

logger = logging.getLogger(__name__)

PAUSE = 2
"""Seconds between two looks at the outbox."""

REST = 30
"""Seconds after a fault, as while the database is away."""

REMINDERS_EVERY = timedelta(minutes=5)


class Command(BaseCommand):
    """Runs until it is stopped, or until the server that started it is gone."""

    help = "Send mail and reminders as they fall due."

    def handle(self, *args: Any, **options: Any) -> None:
        parent, rounds = os.getppid(), keep_sending()
        while os.getppid() == parent:
            time.sleep(next(rounds))


def keep_sending() -> Iterator[int]:
    """A round for each value, which says for how many seconds to rest after it."""
    reminded_at = None
    while True:
        try:
            close_old_connections()
            call_command("send_mail", verbosity=0)
            if reminded_at is None or clock.now() - reminded_at >= REMINDERS_EVERY:
                reminded_at = clock.now()
                call_command("send_reminders", verbosity=0)
            yield PAUSE
        except Exception:
            logger.exception("Mail could not be sent.")
            yield REST
