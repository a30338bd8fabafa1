"""``manage.py backup`` and ``restore``: everything comes back, on both databases, and nothing is lost on the way."""

from __future__ import annotations

import re
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.ui.backups import files
from studyplan.ui.backups.files import require_same_rows
from tests.factories import make_plan, make_user

pytestmark = pytest.mark.django_db(transaction=True)

SIZE_OF_HEADER = 30  # bytes, before a member's name in a zip file
ODD = "tab\there, line\nbreak, \\N and \\. and ' \" ünï 漢字 🎓"


def everything() -> dict[str, list[Any]]:
    """Each table's rows but those of the cache, in an order of their own."""
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - {"cache", "sqlite_sequence"})
        rows = {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = sorted(map(repr, cursor.fetchall()))
        return rows


def back_up(target: Path, capsys: pytest.CaptureFixture[str]) -> str:
    call_command("backup", target)
    return capsys.readouterr().out


@pytest.fixture
def plan_of_ada(ada: User) -> None:
    """An account with rows in many tables, one of them as odd as text may be."""
    make_plan(ada)
    ada.notes.create(topic=Topic.objects.all()[0], text=ODD)


def test_everything_comes_back(plan_of_ada: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything()
    said = back_up(tmp_path / "backup", capsys)
    assert re.fullmatch(rf"{tmp_path}/backup: [\d,]+ rows, 1 accounts; read back and sound.\n", said)
    User.objects.all().delete()
    make_user("eve@example.org")
    call_command("restore", tmp_path / "backup", "--replace")
    assert everything() == before
    assert capsys.readouterr().out.endswith("1 accounts. Now start the app: bin/run\n")
    assert make_user("grace@example.org").pk > User.objects.get(email="ada@example.org").pk


def test_only_the_owner_reads_it(ada: User, settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    call_command("backup")
    (backup,) = (tmp_path / "backups").iterdir()
    assert backup.stat().st_mode & 0o777 == 0o600
    assert backup.parent.stat().st_mode & 0o777 == 0o700


def test_the_app_goes_on_meanwhile(ada: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A change that is not finished keeps nobody waiting, and is not in the back-up."""
    begun, done = threading.Event(), threading.Event()

    def sign_up() -> None:
        try:
            with transaction.atomic():
                make_user("grace@example.org")
                begun.set()
                assert done.wait(60)
        finally:
            connection.close()

    writer = threading.Thread(target=sign_up)
    writer.start()
    assert begun.wait(60)
    said = back_up(tmp_path / "backup", capsys)
    done.set()
    writer.join()
    assert ", 1 accounts;" in said
    assert User.objects.count() == 2


def test_an_earlier_version_comes_back_as_it_was(ada: User, tmp_path: Path) -> None:
    """The next start migrates it, as it would have then."""
    call_command("migrate", "progress", "0003", verbosity=0)
    try:
        call_command("backup", tmp_path / "backup")
    finally:
        call_command("migrate", "progress", verbosity=0)
    call_command("restore", tmp_path / "backup", "--replace")
    applied = {name for app, name in MigrationRecorder(connection).applied_migrations() if app == "progress"}
    call_command("migrate", "progress", verbosity=0)
    assert max(applied).startswith("0003")
    assert User.objects.count() == 1
    with connection.cursor() as cursor:
        assert "progress_taskchoice" in connection.introspection.table_names(cursor)


def test_accounts_are_replaced_only_on_demand(ada: User, tmp_path: Path) -> None:
    call_command("backup", tmp_path / "backup")
    before = everything()
    with pytest.raises(CommandError, match="add --replace"):
        call_command("restore", tmp_path / "backup")
    assert everything() == before


@pytest.mark.sqlite_only  # asked in the same way on both, and making all tables anew takes its time
def test_a_database_without_accounts_needs_no_demand(ada: User, tmp_path: Path) -> None:
    call_command("backup", tmp_path / "backup")
    User.objects.all().delete()
    call_command("restore", tmp_path / "backup")
    assert User.objects.count() == 1


def test_no_file_is_written_over(ada: User, tmp_path: Path) -> None:
    (tmp_path / "backup").write_text("kept")
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", tmp_path / "backup")
    assert (tmp_path / "backup").read_text() == "kept"


def test_a_backup_that_fails_leaves_no_file(ada: User, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        call_command("backup", tmp_path / "nowhere" / "backup")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("part", [slice(0, 5000), slice(100, None), slice(0, -100), slice(0, 0)])
def test_a_damaged_backup_changes_nothing(ada: User, tmp_path: Path, part: slice) -> None:
    backup = tmp_path / "backup"
    call_command("backup", backup)
    backup.write_bytes(backup.read_bytes()[part])
    before = everything()
    with pytest.raises(CommandError, match=r"damaged|is no back-up"):
        call_command("restore", backup, "--replace")
    assert everything() == before


@pytest.mark.postgresql_only
def test_a_backup_whose_rows_are_damaged_changes_nothing(ada: User, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    call_command("backup", backup)
    with ZipFile(backup) as archive:
        member = archive.getinfo("rows/catalog_lessonsection.copy")
    place = member.header_offset + SIZE_OF_HEADER + len(member.filename)
    content = bytearray(backup.read_bytes())
    content[place : place + 100] = b"\xff" * 100
    backup.write_bytes(content)
    with pytest.raises(CommandError, match="damaged"):
        call_command("restore", backup, "--replace")
    assert User.objects.get() == ada


@pytest.mark.sqlite_only
def test_it_makes_the_data_folder(ada: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new installation has none when its secret comes from the environment."""
    call_command("backup", tmp_path / "backup")
    new = tmp_path / "new" / "studyplan.sqlite3"
    with monkeypatch.context() as patched:
        connection.close()
        patched.setitem(connection.settings_dict, "NAME", str(new))
        call_command("restore", tmp_path / "backup")
        assert User.objects.get() == ada
        connection.close()
    assert new.stat().st_mode & 0o777 == 0o600


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", tmp_path / "backup")
    with pytest.raises(files.BackupError, match="notes_note has 2 rows, but 1 were read back"):
        require_same_rows({"notes_note": 2}, {"notes_note": 1})


def test_a_backup_of_newer_code_is_refused(ada: User, tmp_path: Path) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied("planner", "9999_of_the_future")
    try:
        call_command("backup", tmp_path / "backup")
    finally:
        recorder.record_unapplied("planner", "9999_of_the_future")
    with pytest.raises(CommandError, match=r"newer code, which knows planner\.9999_of_the_future"):
        call_command("restore", tmp_path / "backup", "--replace")
    assert User.objects.get().email == "ada@example.org"


@pytest.mark.sqlite_only
def test_rows_that_refer_to_nothing_are_a_damage(plan_of_ada: None, tmp_path: Path) -> None:
    call_command("backup", tmp_path / "backup")
    with closing(sqlite3.connect(tmp_path / "backup")) as copy:
        copy.execute("UPDATE planner_plan SET user_id = 999")
        copy.commit()
    with pytest.raises(CommandError, match="planner_plan refers to rows that are missing"):
        call_command("restore", tmp_path / "backup", "--replace")


@pytest.mark.postgresql_only
def test_a_failure_in_the_middle_leaves_all_as_it_was(
    ada: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        assert connection.introspection.table_names() == [], "the old tables are gone by now"
        raise DatabaseError("no space left")

    call_command("backup", tmp_path / "backup")
    before = everything()
    monkeypatch.setattr(MigrationExecutor, "migrate", fail)
    with pytest.raises(CommandError, match="no space left"):
        call_command("restore", tmp_path / "backup", "--replace")
    assert everything() == before
