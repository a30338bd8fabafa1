"""``manage.py check_content``: what is to be mended in the content files, for their authors."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from studyplan.catalog.files.checks.minutes import minutes_table
from studyplan.catalog.files.checks.missing import missing_material
from studyplan.catalog.files.content import Content
from studyplan.catalog.files.load import ContentError, load


class Command(BaseCommand):
    """Needs no database."""

    help = "Check the content files: every fault with file, line and what to write instead."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)
        parser.add_argument("--complete", action="store_true", help="what a topic lacks is a fault too")

    def handle(self, *args: Any, folder: Path, complete: bool, **options: Any) -> None:
        """Exit status 1 where there is any fault, else the counts, the minutes, and what the topics lack."""
        try:
            content = load(folder)
        except ContentError as error:
            later = "" if error.is_rendered else "; formulas, lessons and links are checked once these are mended"
            raise CommandError(f"{error}\n{count_noun(len(error.faults), 'fault')}{later}") from error
        missing = missing_material(content, folder)
        report = [str(fault) for fault in missing]
        if missing:
            report.append(count_noun(len(missing), "thing is", "things are") + " lacking")
        if complete and missing:
            raise CommandError("\n".join(report))
        counts = ", ".join(f"{count} {name}" for name, count in count_content(content).items())
        self.stdout.write("\n".join([counts, *minutes_table(content), *report]))


def count_noun(count: int, singular: str, plural: str = "") -> str:
    return f"{count} {singular if count == 1 else plural or singular + 's'}"


def count_content(content: Content) -> dict[str, int]:
    materials = content.material.values()
    cards = [material.cards for material in materials if material.cards]
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
        "lessons": sum(material.lesson is not None for material in materials),
        "derivations": sum(len(material.derivations.derivations) for material in materials if material.derivations),
        "problems": sum(len(material.problems.problems) for material in materials if material.problems),
        "coding problems": sum(len(material.implement.problems) for material in materials if material.implement),
        "probes": sum(len(material.probes.probes) for material in materials if material.probes),
        "rapid-fire questions": sum(len(file.rapid_fire) for file in cards),
        "flashcards": sum(len(file.flashcards) for file in cards),
        "primer pages": len(content.primer_texts),
        "texts rendered": len(content.html),
    }
