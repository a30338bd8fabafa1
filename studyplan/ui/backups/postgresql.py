"""Back-ups of PostgreSQL: a zip of what COPY writes for each table, with the migrations that made the tables.

No program of PostgreSQL is needed, so this works in the app's container, and with servers of any version.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor

from studyplan.ui.backups.files import BackupError, Rows, new_file, require_known, require_same_rows

ZIP_FORMAT = 1
DESCRIPTION = "backup.json"
BLOCK_BYTES = 1024 * 1024
LEFT_OUT_TABLES = {"cache"}
"""Counts of recent requests."""


def back_up_postgresql(target: Path) -> Rows:
    """Write all rows, as they are at one moment, to ``target``, and read them back."""
    with new_file(target) as part:
        with (
            ZipFile(part, "w", ZIP_DEFLATED) as archive,
            connection.wrap_database_errors,
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
            description = {"format": ZIP_FORMAT, "migrations": cursor.fetchall(), "columns": _columns(cursor)}
            archive.writestr(DESCRIPTION, json.dumps(description, indent=1))
            rows = _count(cursor, description["columns"])
            for table, columns in description["columns"].items():
                statement = f"COPY {_named(table, columns)} TO STDOUT"
                with archive.open(_member(table), "w", force_zip64=True) as member, cursor.copy(statement) as copy:
                    for block in copy:
                        member.write(block)
        require_same_rows(rows, _described(part)[1])
    return rows


def restore_postgresql(backup: Path) -> Rows:
    """Put the content of ``backup`` in place of that of the database, all or nothing."""
    description, rows = _described(backup)
    migrations = {(app, name) for app, name in description["migrations"]}
    require_known(migrations)
    with (
        ZipFile(backup) as archive,
        connection.wrap_database_errors,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        _make_tables(cursor, migrations)
        tables = ", ".join(map(connection.ops.quote_name, _columns(cursor)))
        cursor.execute(f"TRUNCATE {tables}")  # of what migrations wrote
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table, columns in description["columns"].items():
            with (
                archive.open(_member(table)) as member,
                cursor.copy(f"COPY {_named(table, columns)} FROM STDIN") as copy,
            ):
                while block := member.read(BLOCK_BYTES):
                    copy.write(block)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _go_on_counting(cursor, description["columns"])
        require_same_rows(rows, _count(cursor, _columns(cursor)))
    return rows


def _make_tables(cursor: CursorWrapper, migrations: set[tuple[str, str]]) -> None:
    """Those that ``migrations`` make, in place of all that are there."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else tables with new rows could not be altered
    if tables := connection.introspection.table_names(cursor):
        cursor.execute(f"DROP TABLE {', '.join(map(connection.ops.quote_name, tables))} CASCADE")
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    executor.migrate(
        [
            (app, name)
            for app, name in sorted(migrations)
            if not any(child.key in migrations for child in graph.node_map[app, name].children if child.key[0] == app)
        ]
    )
    call_command("createcachetable", verbosity=0)


def _columns(cursor: CursorWrapper) -> dict[str, list[str]]:
    """The columns of each table that is backed up."""
    tables = sorted(set(connection.introspection.table_names(cursor)) - LEFT_OUT_TABLES)
    described = connection.introspection.get_table_description
    return {table: [column.name for column in described(cursor, table)] for table in tables}


def _count(cursor: CursorWrapper, tables: dict[str, list[str]]) -> Rows:
    rows = {}
    for table in tables:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
        rows[table] = cursor.fetchone()[0]
    return rows


def _go_on_counting(cursor: CursorWrapper, tables: dict[str, list[str]]) -> None:
    """New rows get numbers after the highest that was restored."""
    for table in tables:
        for sequence in connection.introspection.get_sequences(cursor, table):
            column = connection.ops.quote_name(sequence["column"])
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, %s), max({column}))"  # noqa: S608
                f" FROM {connection.ops.quote_name(table)} HAVING max({column}) IS NOT NULL",
                [connection.ops.quote_name(table), sequence["column"]],
            )


def _described(backup: Path) -> tuple[dict[str, Any], Rows]:
    """What ``backup`` says of itself, and the rows that are really in it: COPY ends each with a line break."""
    try:
        with ZipFile(backup) as archive:
            description = json.loads(archive.read(DESCRIPTION))
            if description["format"] != ZIP_FORMAT:
                raise BackupError(f"{backup} has the format {description['format']}: restore it with newer code.")
            rows = {}
            for table in description["columns"]:
                with archive.open(_member(table)) as member:
                    rows[table] = sum(block.count(b"\n") for block in iter(lambda: member.read(BLOCK_BYTES), b""))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, ValueError, OSError) as error:
        raise BackupError(f"{backup} is no back-up of PostgreSQL by this app, or damaged: {error}.") from error
    return description, rows


def _member(table: str) -> str:
    return f"rows/{table}.copy"


def _named(table: str, columns: list[str]) -> str:
    return f"{connection.ops.quote_name(table)} ({', '.join(map(connection.ops.quote_name, columns))})"
