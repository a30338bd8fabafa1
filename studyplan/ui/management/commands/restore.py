"""``manage.py restore``: what ``manage.py backup`` wrote, back in the database."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from studyplan.ui.backups.files import BackupError, has_accounts
from studyplan.ui.backups.postgresql import restore_postgresql
from studyplan.ui.backups.sqlite import restore_sqlite


class Command(BaseCommand):
    """All or nothing: where it fails, the database is as it was."""

    help = "Puts a back-up in place of what is in the database. Stop the app first."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="what manage.py backup wrote")
        parser.add_argument("--replace", action="store_true", help="even if there are accounts, which are lost then")

    def handle(self, *args: object, **options: Any) -> None:
        backup = options["file"]
        if not backup.is_file():
            raise CommandError(f"There is no file {backup}.")
        is_sqlite = connection.vendor == "sqlite"
        if is_sqlite:
            database = Path(connection.settings_dict["NAME"])
            database.parent.mkdir(parents=True, exist_ok=True)
            database.touch(mode=0o600)
        if has_accounts() and not options["replace"]:
            raise CommandError("The database has accounts, which would be lost. Back it up, then add --replace.")
        try:
            if is_sqlite:
                connection.close()
                rows = restore_sqlite(backup, database)
            else:
                rows = restore_postgresql(backup)
        except (BackupError, DatabaseError, sqlite3.Error, OSError) as error:
            raise CommandError(str(error)) from error
        accounts = rows.get("accounts_user", 0)
        self.stdout.write(f"Restored {sum(rows.values()):,} rows, {accounts:,} accounts. Now start the app: bin/run")
