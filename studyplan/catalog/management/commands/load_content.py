"""``manage.py load_content``: bring what is taught into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from studyplan.catalog.files.digest import content_digest
from studyplan.catalog.models import ContentVersion
from studyplan.ui import clock


class Command(BaseCommand):
    """Does nothing, quickly, when the database already holds this very content."""

    help = "Load the content files into the database, unless they are there already."
    requires_system_checks = ()  # they would import every page of the app

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--force`` loads unchanged content too."""
        parser.add_argument("--force", action="store_true", help="load even if nothing has changed")

    def handle(self, *args: Any, force: bool, verbosity: int, **options: Any) -> None:
        """Load, or say every fault and leave the database as it was."""
        digest = content_digest(settings.CONTENT_DIR)
        if not force and ContentVersion.objects.filter(digest=digest).exists():
            if verbosity > 1:
                self.stdout.write("The content is up to date.")
            return
        if verbosity > 0:
            self.stdout.write("Loading the content …")
            self.stdout.flush()
        # Here, because the renderer behind them costs a start more than all the rest.
        from studyplan.catalog.files.load import ContentError, load
        from studyplan.catalog.sync import sync

        try:
            content = load(settings.CONTENT_DIR)
        except ContentError as error:
            raise CommandError(f"the content was not loaded:\n{error}") from error
        sync(content, digest, clock.now())
        if verbosity > 0:
            self.stdout.write(f"Loaded {len(content.topics)} topics.")
