"""``manage.py check_content``: what is to be mended in the content files, for their authors."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from studyplan.catalog.loader import Content, ContentError, load


class Command(BaseCommand):
    """Needs no database."""

    help = "Check the content files: every fault with file, line and what to write instead."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Another folder than the installation's."""
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Exit status 1 where there is any fault, else the counts."""
        try:
            content = load(folder)
        except ContentError as error:
            count = len(error.faults)
            raise CommandError(f"{error}\n{count} {'fault' if count == 1 else 'faults'}") from error
        self.stdout.write(", ".join(f"{number} {name}" for name, number in counts(content).items()))


def counts(content: Content) -> dict[str, int]:
    """How much there is of what."""
    return {
        "topics": len(content.topics),
        "roles": len(content.roles),
        "companies": len(content.companies),
        "rounds": len(content.rounds.rounds),
        "patterns": len(content.patterns.patterns),
        "anti-patterns": len(content.anti_patterns.anti_patterns),
        "resources": sum(len(level.resources) for level in content.resources.levels),
        "texts rendered": len(content.html),
    }
