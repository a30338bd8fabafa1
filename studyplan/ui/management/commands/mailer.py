"""``manage.py mailer``: the process that sends mail beside the server; bin/run and bin/dev start it."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

logger = logging.getLogger(__name__)

PAUSE = 2
"""Seconds between two looks at the outbox."""

REST = 30
"""Seconds after a fault, as while the database is away."""


class Command(BaseCommand):
    """Runs until it is stopped, or until the server that started it is gone."""

    help = "Send mail as it falls due."

    def handle(self, *args: Any, **options: Any) -> None:
        parent, rounds = os.getppid(), keep_sending()
        while os.getppid() == parent:
            time.sleep(next(rounds))


def keep_sending() -> Iterator[int]:
    """A round for each value, which says for how many seconds to rest after it."""
    while True:
        try:
            close_old_connections()
            call_command("send_mail", verbosity=0)
            yield PAUSE
        except Exception:
            logger.exception("Mail could not be sent.")
            yield REST
