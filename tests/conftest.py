"""What every test runs under: real content in a database of its own, fast passwords, plain static files, no network.

Content is loaded once for each test database and stays: tests that commit (browser tests among them) are followed by a
flush that spares it.
"""

from __future__ import annotations

import copy
import os
import socket
from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management.commands import flush
from django.db import connection, transaction
from django.test import Client, override_settings
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from studyplan.accounts.models import User
from studyplan.ui import clock
from tests import database, selection
from tests.factories import make_user

CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
POSTGRESQL = "postgresql" in settings.DATABASES["default"]["ENGINE"]
# Written when the database is made and by load_content only, so a flush leaves them be.
KEPT_TABLES = ("catalog_", "django_content_type", "auth_permission", "django_migrations")

hypothesis_settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100, database=None)
hypothesis_settings.register_profile("local", deadline=None, max_examples=50)
hypothesis_settings.load_profile("ci" if CI else "local")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--screenshots=DIR`` keeps the pictures that browser tests take."""
    parser.addoption("--screenshots", metavar="DIR", help="write the pictures that browser tests take to DIR")
    parser.addoption("--fast", action="store_true", help="leave out what takes seconds (tests/selection.py)")


# Nothing is skipped in CI; what a run is not for is left out of it.


def pytest_configure(config: pytest.Config) -> None:
    """Name the project's own marks."""
    config.addinivalue_line("markers", "sqlite_only: about SQLite; left out of the run on PostgreSQL")
    config.addinivalue_line("markers", "postgresql_only: about PostgreSQL; left out of the run on SQLite")
    config.addinivalue_line("markers", "rows: through a page, yet about rows; runs on PostgreSQL, too")
    config.addinivalue_line("markers", "every_address: asks each address once; runs on PostgreSQL and in --fast, too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that this run is not for."""
    is_for_database = selection.is_for_postgresql if POSTGRESQL else selection.is_for_sqlite
    chosen = [item for item in items if is_for_database(item)]
    if config.getoption("--fast"):
        chosen = [item for item in chosen if selection.is_fast(item)]
    if left_out := [item for item in items if item not in set(chosen)]:
        config.hook.pytest_deselected(items=left_out)
        items[:] = chosen


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped in CI. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test has failed."""
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI a skipped module has failed."""
    report = yield
    _fail_if_skipped(report)
    return report


# Settings


@pytest.fixture(scope="session", autouse=True)
def test_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The app's settings, but for what only slows tests down; templates keep their positions, for coverage."""
    templates = copy.deepcopy(settings.TEMPLATES)
    for engine in templates:
        if "Django" in engine["BACKEND"].rsplit(".", 1)[1]:
            engine["OPTIONS"]["debug"] = True
    plain_files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        TEMPLATES=templates,
        STORAGES={**settings.STORAGES, "staticfiles": plain_files},
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"A test tried to reach {address[0]}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


# The database


def _sql_flush_of_user_data(
    style: Any, connection: Any, reset_sequences: bool = True, allow_cascade: bool = False
) -> Sequence[str]:
    """SQL that empties what users wrote, and the cache, and keeps the content."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = [name for name in names if not name.startswith(KEPT_TABLES)]
    sql: Sequence[str] = connection.ops.sql_flush(
        style, [*tables, "cache"], reset_sequences=reset_sequences, allow_cascade=allow_cascade
    )
    return sql


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """A migrated database that holds the real content: SQLite in a file, as it is served, or PostgreSQL."""
    name = connection.settings_dict["TEST"]["NAME"] or f"test_{connection.settings_dict['NAME']}"
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(flush, "sql_flush", _sql_flush_of_user_data)
        monkeypatch.setattr(flush, "emit_post_migrate_signal", lambda *args, **kwargs: None)
        with django_db_blocker.unblock():
            if POSTGRESQL:
                database.use_postgresql_copy(name)
            else:
                database.use_sqlite_copy(tmp_path_factory.mktemp("database") / "test.sqlite3")
            connection.close()
        yield
        if POSTGRESQL:
            with django_db_blocker.unblock():
                database.drop_postgresql_copy(name)


@pytest.fixture(autouse=True)
def no_kept_text() -> None:
    """Parts of pages that another test's content has left: tests give different content the same version."""
    caches["template_fragments"].clear()


@pytest.fixture(scope="module")
def kept_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A transaction around a module's tests, for rows that are made once: each test rolls back to them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


# The cast: an owner whose page it is, and a stranger who has an account too


@pytest.fixture
def ada(db: None) -> User:
    """The owner."""
    return make_user("ada@example.org")


@pytest.fixture
def owner(ada: User) -> Client:
    """Her browser, logged in."""
    client = Client()
    client.force_login(ada)
    return client


@pytest.fixture
def grace(db: None) -> User:
    """Somebody else."""
    return make_user("grace@example.org")


@pytest.fixture
def stranger(grace: User) -> Client:
    """Somebody else's browser, logged in."""
    client = Client()
    client.force_login(grace)
    return client


@pytest.fixture
def mail_server(settings: Settings) -> None:
    """An installation that can send mail, as EMAIL_URL makes it; ``send_due_mail`` puts it into ``mail.outbox``."""
    settings.EMAIL_CONFIGURED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True


# Time


@pytest.fixture
def freeze(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Stop the app's clock at a moment: ``freeze(datetime(2026, 3, 2, 9, tzinfo=UTC))``. Call it again to move on."""

    def stop_at(moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("The app's clock is aware: give the moment a time zone.")
        monkeypatch.setattr(clock, "now", lambda: moment)

    return stop_at
