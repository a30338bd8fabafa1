"""``manage.py import_account ada@example.org ada.json``: take a download into an account."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from studyplan.accounts.models import User
from studyplan.catalog.version import one_version
from studyplan.portability.importing.document import ExportDocument
from studyplan.portability.importing.faults import UnreadableFileError
from studyplan.portability.importing.services import MOST_IMPORTED_BYTES, import_document, preview_import, read_document
from studyplan.ui import clock


class Command(BaseCommand):
    """All of the file, or nothing. The account must be there: a download holds no password."""

    help = "Import the download of an account (a JSON file) into an account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the account's e-mail address")
        parser.add_argument("file", type=Path, help="the download")
        parser.add_argument("--replace", action="store_true", help="replace what the account holds")

    def handle(self, *args: object, email: str, file: Path, replace: bool, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError(f"There is no account with the address {email}. Sign up first, or use createsuperuser.")
        try:
            document = read_document(read_bytes(file), clock.now())
        except UnreadableFileError as error:
            raise CommandError("\n".join(["Nothing was imported.", *error.lines])) from error
        with one_version():
            self.take(user, document, replace=replace)

    def take(self, user: User, document: ExportDocument, *, replace: bool) -> None:
        preview = preview_import(user, document)
        for kind in preview.kinds:
            self.stdout.write(f"{kind.label}: {kind.here} here, {kind.there} in the file")
        for line in preview.left_out:
            self.stdout.write(f"Left out, because this site does not know it: {line}")
        if preview.is_used and not replace:
            raise CommandError(f"{user.email} holds data. Add --replace to replace it; nothing was changed.")
        import_document(user, document, seen=preview.seen)
        self.stdout.write(self.style.SUCCESS(f"Imported into {user.email}."))


def read_bytes(file: Path) -> bytes:
    """As far as a file may be long, and one byte more."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_IMPORTED_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
