"""What back-ups of both databases have in common."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

Rows = dict[str, int]
"""How many rows each table has."""


class BackupError(Exception):
    """A back-up can't be made, or must not be restored; the message says why."""


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """An empty file that only its owner reads, named ``path`` once it is whole and on the disk."""
    if path.exists():
        raise BackupError(f"{path} is there already: name another file.")
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600, exist_ok=False)
    try:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


def require_same_rows(expected: Rows, counted: Rows) -> None:
    """Raise ``BackupError`` unless what was read back is what was written."""
    for table in sorted(expected.keys() | counted.keys()):
        if expected.get(table) != counted.get(table):
            raise BackupError(f"{table} has {expected.get(table)} rows, but {counted.get(table)} were read back.")


def require_known(migrations: Iterable[tuple[str, str]]) -> None:
    """Raise ``BackupError`` where this code does not know the tables that ``migrations`` made."""
    disk = MigrationLoader(None).disk_migrations
    if unknown := sorted(set(migrations) - disk.keys()):
        names = ", ".join(f"{app}.{name}" for app, name in unknown)
        raise BackupError(f"The back-up is of newer code, which knows {names}: restore it with that code.")


def has_accounts() -> bool:
    """Whether somebody uses the database."""
    with connection.cursor() as cursor:
        if "accounts_user" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT 1 FROM accounts_user LIMIT 1")
        return cursor.fetchone() is not None
