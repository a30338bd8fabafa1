"""A prepared database: migrated and filled with content once, then copied for every process and run that needs it."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from studyplan.catalog.files.digest import content_digest

CACHE: Path = settings.BASE_DIR / ".test-database"
PACKAGES = ("django", "django-allauth", "markdown-it-py", "pydantic")
UNFINISHED = "studyplan_unfinished"


def fingerprint() -> str:
    """Changes with the content, the code that loads it, the migrations, and the apps and packages behind them."""
    digest = hashlib.sha256(content_digest(settings.CONTENT_DIR).encode())
    digest.update(" ".join([*map(version, PACKAGES), *settings.INSTALLED_APPS]).encode())
    package: Path = settings.BASE_DIR / "studyplan"
    for path in sorted(package.rglob("migrations/*.py")):
        digest.update(f"{path.relative_to(package)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def use(name: str) -> None:
    """Connect to the database ``name`` from now on."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def use_sqlite_copy(path: Path) -> None:
    """Put a copy of the prepared SQLite database at ``path``, and use it."""
    with _cache_folder() as folder:
        prepared = folder / f"{fingerprint()}.sqlite3"
        if not prepared.exists():
            for outdated in folder.glob("*.sqlite3*"):
                outdated.unlink()
            unfinished = folder / f"{UNFINISHED}.sqlite3"
            use(str(unfinished))
            _fill()
            connection.close()
            # Only now, so that a run that is broken off leaves no half-filled one behind.
            unfinished.rename(prepared)
        shutil.copyfile(prepared, path)
    use(str(path))


def use_postgresql_copy(name: str) -> None:
    """Make a copy of the prepared PostgreSQL database under ``name``, and use it."""
    prepared = f"studyplan_prepared_{fingerprint()}"
    with _cache_folder():
        if not _query("SELECT 1 FROM pg_database WHERE datname = %s", prepared):
            for (outdated,) in _query("SELECT datname FROM pg_database WHERE datname LIKE %s", "studyplan_prepared_%"):
                _execute(f'DROP DATABASE "{outdated}"')
            _execute(f"DROP DATABASE IF EXISTS {UNFINISHED}", f"CREATE DATABASE {UNFINISHED}")
            use(UNFINISHED)
            _fill()
            connection.close()
            _execute(f'ALTER DATABASE {UNFINISHED} RENAME TO "{prepared}"')
        _execute(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{prepared}"')
    use(name)


def drop_postgresql_copy(name: str) -> None:
    connection.close()
    _execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _fill() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_content", verbosity=0)


@contextmanager
def _cache_folder() -> Iterator[Path]:
    """The folder of prepared databases, for one process at a time; one of its own in a read-only checkout."""
    try:
        CACHE.mkdir(exist_ok=True)
        lock = (CACHE / "lock").open("w")
    except OSError:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
        return
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield CACHE


def _execute(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _query(statement: str, value: str) -> list[tuple[str]]:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement, [value])
        rows: list[tuple[str]] = cursor.fetchall()
        return rows
