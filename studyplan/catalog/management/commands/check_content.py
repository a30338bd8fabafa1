"""``manage.py check_content``: what is to be mended in the content files, for their authors."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from studyplan.catalog.files.checks.missing import lacking
from studyplan.catalog.files.content import Content
from studyplan.catalog.files.load import ContentError, load


class Command(BaseCommand):
    """Needs no database."""

    help = "Check the content files: every fault with file, line and what to write instead."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Another folder than the installation's."""
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument("--complete", action="store_true", help="what a topic lacks is a fault too")

    def handle(self, *args: Any, folder: Path, complete: bool, **options: Any) -> None:
        """Exit status 1 where there is any fault, else the counts and what the topics lack."""
        try:
            content = load(folder)
        except ContentError as error:
            later = "" if error.is_rendered else "; formulas, lessons and links are checked once these are mended"
            raise CommandError(f"{error}\n{number_of(len(error.faults), 'fault')}{later}") from error
        missing = lacking(content, folder)
        report = [*map(str, missing), number_of(len(missing), "thing is", "things are") + " lacking"] if missing else []
        if complete and missing:
            raise CommandError("\n".join(report))
        self.stdout.write("\n".join([", ".join(f"{count} {name}" for name, count in counts(content).items()), *report]))


def number_of(count: int, one: str, many: str = "") -> str:
    """A count with its noun."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def counts(content: Content) -> dict[str, int]:
    """How much there is of what."""
    material = content.material.values()
    cards = [found.cards for found in material if found.cards]
    return {
        "topics": len(content.topics),
        "roles": len(content.roles),
        "companies": len(content.companies),
        "rounds": len(content.rounds.rounds),
        "patterns": len(content.patterns.patterns),
        "anti-patterns": len(content.anti_patterns.anti_patterns),
        "mock formats": len(content.mock_formats.formats),
        "chains": len(content.mocks),
        "resources": sum(len(level.resources) for level in content.resources.levels),
        "lessons": sum(found.lesson is not None for found in material),
        "problems": sum(len(found.problems.problems) for found in material if found.problems),
        "probes": sum(len(found.probes.probes) for found in material if found.probes),
        "rapid-fire questions": sum(len(each.rapid_fire) for each in cards),
        "flashcards": sum(len(each.flashcards) for each in cards),
        "texts rendered": len(content.html),
    }
