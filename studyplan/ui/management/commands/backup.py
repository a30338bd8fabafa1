"""``manage.py backup``: everything in the database, in one file, while the app goes on."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from studyplan.ui import clock
from studyplan.ui.backups.files import BackupError
from studyplan.ui.backups.postgresql import back_up_postgresql
from studyplan.ui.backups.sqlite import back_up_sqlite


class Command(BaseCommand):
    """Only the file's owner may read it: it holds e-mail addresses, password hashes and notes."""

    help = "Writes the whole database to a file, while the app may go on, and reads the file back."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="where to; by default in backups/ of the data folder")

    def handle(self, *args: object, **options: Any) -> None:
        is_sqlite = connection.vendor == "sqlite"
        target = options["file"]
        if target is None:
            folder = Path(settings.DATA_DIR) / "backups"
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            target = folder / f"studyplan-{clock.now():%Y-%m-%d-%H%M%S}.{'sqlite3' if is_sqlite else 'zip'}"
        try:
            if is_sqlite:
                rows = back_up_sqlite(Path(connection.settings_dict["NAME"]), target)
            else:
                rows = back_up_postgresql(target)
        except (BackupError, DatabaseError, sqlite3.Error, OSError) as error:
            raise CommandError(str(error)) from error
        accounts = rows.get("accounts_user", 0)
        self.stdout.write(f"{target}: {sum(rows.values()):,} rows, {accounts:,} accounts; read back and sound.")
