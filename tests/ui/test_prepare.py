"""``manage.py prepare``: a start does again what was not finished or has changed, and nothing else."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import pytest
from django.core.management import CommandError
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from studyplan.ui.management.commands import prepare
from studyplan.ui.management.commands.prepare import Command, migrations_on_disk


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """Stands for the commands that prepare calls."""
    mock = Mock()
    monkeypatch.setattr(prepare, "call_command", mock)
    return mock


def test_migrations_are_found_without_importing_them() -> None:
    assert {
        ("accounts", "0001_initial"),
        ("account", "0001_initial"),
        ("admin", "0001_initial"),
    } <= migrations_on_disk()
    assert not any(name.startswith("_") for _app, name in migrations_on_disk())


@pytest.mark.django_db
def test_nothing_is_planned_where_every_migration_was_applied(calls: Mock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "MigrationExecutor", Mock(side_effect=AssertionError("planned")))
    Command().migrate()
    calls.assert_not_called()


@pytest.mark.django_db
def test_a_migration_that_was_not_applied_is(calls: Mock) -> None:
    MigrationRecorder.Migration.objects.filter(app="goals").order_by("-name")[0].delete()
    Command(stderr=Mock()).migrate()
    calls.assert_called_once_with("migrate", interactive=False, verbosity=0)


def collect(manifest: Path) -> None:
    manifest.parent.mkdir(exist_ok=True)
    manifest.touch()


def test_static_files_are_collected_once_and_again_after_a_change(
    tmp_path: Path, settings: Settings, calls: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    calls.side_effect = lambda *_args, **_options: collect(tmp_path / "static" / "staticfiles.json")
    for _start in range(2):
        Command(stderr=Mock()).collect_static()
    assert calls.call_count == 1
    monkeypatch.setattr(prepare, "static_digest", lambda: "other")
    Command(stderr=Mock()).collect_static()
    assert calls.call_count == 2


def test_collecting_that_was_cut_short_is_done_again(tmp_path: Path, settings: Settings, calls: Mock) -> None:
    """Even where the files are by then what they were before: some may be those of the start that was cut short."""
    settings.STATIC_ROOT = tmp_path / "static"
    collect(tmp_path / "static" / "staticfiles.json")
    (tmp_path / "static.digest").write_text("of other files")
    calls.side_effect = CommandError("cut short")
    with pytest.raises(CommandError):
        Command(stderr=Mock()).collect_static()
    assert not (tmp_path / "static.digest").exists()
