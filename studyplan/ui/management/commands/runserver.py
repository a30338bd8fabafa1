"""``manage.py runserver``: Django's server for development, on a fresh clone too; content is reloaded as it changes."""

from __future__ import annotations

from threading import Thread
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.management.commands import runserver
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser

from studyplan.ui import content_reload  # noqa: F401 - it connects to the reloader's signals


class Command(runserver.Command):
    """Prepares the database before it serves, and prints mail; leaves static files to WhiteNoise, as in production."""

    default_port = str(settings.PORT)

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(use_static_handler=False)

    def inner_run(self, *args: Any, **options: Any) -> None:
        """Runs again with every reload of code, so that a new migration is applied, too."""
        try:
            call_command("prepare")
        except CommandError as error:  # a fault in the content, which is loaded as soon as it is mended
            self.stderr.write(str(error))
        Thread(target=call_command, args=("mailer",), daemon=True).start()
        super().inner_run(*args, **options)
