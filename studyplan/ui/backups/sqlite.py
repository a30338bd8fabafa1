"""Back-ups of SQLite: a database file like the original, made by SQLite's own means while the app goes on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from studyplan.ui.backups.files import BackupError, Rows, new_file, require_known, require_same_rows


def back_up_sqlite(database: Path, target: Path) -> Rows:
    """Write a copy of ``database``, as it is at one moment, to ``target``, and read it back."""
    with new_file(target) as part:
        with closing(_open(database)) as live, closing(sqlite3.connect(part)) as copy:
            live.execute("BEGIN")  # what is counted next is what is copied
            rows = _count(live)
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without companions
        require_same_rows(rows, _checked(part))
    return rows


def restore_sqlite(backup: Path, database: Path) -> Rows:
    """Put the content of ``backup`` in place of that of ``database``, all or nothing."""
    rows = _checked(backup)
    with closing(_open(backup)) as source:
        require_known(source.execute("SELECT app, name FROM django_migrations"))
        with closing(sqlite3.connect(database)) as live:
            source.backup(live)
    require_same_rows(rows, _checked(database))
    return rows


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True, isolation_level=None)


def _checked(path: Path) -> Rows:
    """How many rows the database in ``path`` has, once it is known to be sound."""
    try:
        with closing(_open(path)) as connection:
            faults = [text for (text,) in connection.execute("PRAGMA integrity_check") if text != "ok"]
            faults += [
                f"{row[0]} refers to rows that are missing" for row in connection.execute("PRAGMA foreign_key_check")
            ]
            if path.stat().st_size % connection.execute("PRAGMA page_size").fetchone()[0]:
                faults.append("its end is missing")
            rows = _count(connection)
    except sqlite3.DatabaseError as error:
        faults = [str(error)]
    if faults:
        raise BackupError(f"{path} is damaged: {faults[0]}.")
    if "django_migrations" not in rows:
        raise BackupError(f"{path} is no back-up of this app.")
    return rows


def _count(connection: sqlite3.Connection) -> Rows:
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - a name of its own
        for (table,) in tables.fetchall()
    }
