"""A database that can't be written is an outage: 503, with when to try again, and everything readable still there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError, connection, transaction
from django.test import Client

from studyplan.accounts.models import User
from studyplan.ui.outages import RETRY_SECONDS, check_writable, is_outage
from tests.factories import PASSWORD, make_plan

pytestmark = pytest.mark.django_db
TICK = {"task": "read:bias-variance", "done": "1"}


@pytest.fixture
def read_only(owner: Client, ada: User) -> Iterator[Client]:
    """Ada's browser, at a database that can only be read."""
    make_plan(ada)
    owner.raise_request_exception = False
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON" if sqlite else "SET TRANSACTION READ ONLY")
    yield owner
    if sqlite:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")


def test_a_write_that_fails_says_when_to_try_again(read_only: Client) -> None:
    response = read_only.post("/progress/", TICK)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == str(RETRY_SECONDS)
    assert response.headers["Cache-Control"] == "no-store"
    assert "What you saved before is safe." in response.content.decode()


def test_htmx_shows_the_same_in_a_toast(read_only: Client) -> None:
    response = read_only.post("/progress/", TICK, headers={"HX-Request": "true"})
    assert response.status_code == 503
    assert "<" not in response.content.decode()
    assert "What you saved" in json.loads(response.headers["HX-Trigger"])["page-stale"]["message"]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="There the first failure ends the test's transaction.")
def test_pages_are_still_read_and_all_is_well_again_afterward(read_only: Client, ada: User) -> None:
    assert read_only.get("/topics/").status_code == 200
    assert read_only.get("/plan/").status_code == 200
    assert read_only.get("/healthz").status_code == 503
    assert Client().get("/healthz").status_code == 503
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = OFF")
    assert read_only.get("/healthz").status_code == 200
    assert read_only.post("/progress/", TICK).status_code == 302
    assert ada.completions.count() == 1


def test_a_limit_that_cannot_be_counted_is_not_exceeded(read_only: Client, ada: User) -> None:
    client = Client(raise_request_exception=False)
    response = client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
    assert response.status_code == 503


def test_other_errors_are_faults_of_the_app(owner: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise ValueError

    owner.raise_request_exception = False
    monkeypatch.setattr("studyplan.progress.views.set_done", fail)
    response = owner.post("/progress/", TICK)
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


def caused_by(sqlstate: str) -> InternalError:
    error = InternalError()
    error.__cause__ = type("Cause", (Exception,), {"sqlstate": sqlstate})()
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OperationalError(), True),
        (InterfaceError(), True),
        (caused_by("25006"), True),
        (caused_by("25P02"), False),
        (DatabaseError(), False),
        (ValueError(), False),
        (None, False),
    ],
)
def test_what_is_an_outage(error: BaseException | None, expected: bool) -> None:
    assert is_outage(error) == expected


def test_a_wrong_statement_is_no_outage() -> None:
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM catalog_topic")
    assert not is_outage(caught.value)


def test_a_row_that_breaks_a_rule_is_no_outage(ada: User) -> None:
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        User.objects.create(email=ada.email)
    assert not is_outage(caught.value)


def test_a_full_disk_is_noticed_before_sqlite_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    check_writable()
    monkeypatch.setattr("studyplan.ui.outages.connection", SimpleNamespace(vendor="sqlite"))
    monkeypatch.setattr("studyplan.ui.outages.shutil.disk_usage", lambda _path: SimpleNamespace(free=1000))
    with pytest.raises(OperationalError, match="full"):
        check_writable()


def test_a_key_that_is_taken_is_no_outage() -> None:
    assert caches["default"].add("taken", 1)
    assert not caches["default"].add("taken", 2)
