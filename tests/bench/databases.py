"""Two databases that are there for one run only: the app's and the reference's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql


@contextmanager
def databases(folder: Path, on_postgresql: bool) -> Iterator[tuple[str, str]]:
    """Their addresses. On PostgreSQL they are made beside the one of ``DATABASE_URL``, and dropped afterwards."""
    if not on_postgresql:
        yield f"sqlite:///{folder / 'studyplan.sqlite3'}", f"sqlite:///{folder / 'reference.sqlite3'}"
        return
    address = os.environ["DATABASE_URL"]
    names = [f"studyplan_bench_{os.getpid()}", f"studyplan_bench_reference_{os.getpid()}"]
    with psycopg.connect(address, autocommit=True) as connection:
        for name in names:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield beside(address, names[0]), beside(address, names[1])
        finally:
            for name in names:
                drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
                connection.execute(drop)


def beside(address: str, name: str) -> str:
    """The address of another database on the same server."""
    parts = urlsplit(address)
    # Not by urlunsplit, which takes the slashes from an address without a host.
    return f"{parts.scheme}://{parts.netloc}/{name}" + (f"?{parts.query}" if parts.query else "")
