"""In development a changed content file is loaded, and a fault in one is named without ending anything."""

from __future__ import annotations

import shutil
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.core.management import CommandError
from django.utils.autoreload import BaseReloader, autoreload_started, file_changed
from pytest_django import Settings

from studyplan.catalog.models import ContentVersion
from studyplan.ui import content_reload


@pytest.fixture
def content(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the content, which may be changed; the connection of the test stays open."""
    monkeypatch.setattr(content_reload, "connection", Mock())
    copied = tmp_path / "content"
    shutil.copytree(settings.CONTENT_DIR, copied)
    settings.CONTENT_DIR = copied
    return copied


def restarts_for(path: Path) -> bool:
    """Whether the server starts anew because ``path`` has changed, as Django's reloader decides it."""
    return not any(answer for _receiver, answer in file_changed.send(sender=None, file_path=path))


def test_the_content_is_watched(content: Path) -> None:
    reloader = Mock(spec=BaseReloader)
    autoreload_started.send(sender=reloader)
    reloader.watch_dir.assert_any_call(content, "**/*")


@pytest.mark.django_db
def test_a_changed_file_is_loaded(content: Path) -> None:
    path = next(content.glob("topics/*/probes.yaml"))
    path.write_text("# changed\n" + path.read_text())
    before = ContentVersion.objects.get().digest
    assert not restarts_for(path)
    assert ContentVersion.objects.get().digest != before


@pytest.mark.django_db
def test_a_fault_is_named_and_survived(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = next(content.glob("topics/*/probes.yaml"))
    path.write_text("probes: [\n")
    before = ContentVersion.objects.get().digest
    assert not restarts_for(path)
    assert f"{path.relative_to(content)}:" in capsys.readouterr().err
    assert ContentVersion.objects.get().digest == before


@pytest.mark.parametrize("error", [CommandError("a fault"), OSError("the file is gone")])
def test_whatever_goes_wrong_is_printed(
    content: Path, error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(content_reload, "call_command", Mock(side_effect=error))
    assert not restarts_for(content / "track.yaml")
    assert str(error) in capsys.readouterr().err


def test_code_is_reloaded_by_django(content: Path) -> None:
    assert restarts_for(Path(__file__))
