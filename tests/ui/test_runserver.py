"""``manage.py runserver`` on a fresh clone: a place to work in, from the first command on."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Event
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.core.management import CommandError

from studyplan.ui.management.commands.runserver import Command
from tests.measure.servers import free_port

DEADLINE = 1200  # polls of half a second at most: the content is loaded before the first answer


class Server:
    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str) -> tuple[HTTPResponse, str]:
        """An answer, and its body; the server must be there by the deadline."""
        for _poll in range(DEADLINE):
            with suppress(OSError), closing(HTTPConnection("127.0.0.1", self.port, timeout=600)) as connection:
                connection.request("GET", path)
                response = connection.getresponse()
                return response, response.read().decode()
            Event().wait(0.5)
        raise AssertionError("The server does not answer.")


@contextmanager
def served(data: Path, *arguments: str, **variables: str) -> Iterator[Server]:
    """``manage.py runserver`` with nothing in its environment but what a test gives it."""
    kept: Mapping[str, str] = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    port = free_port()
    with (data.parent / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", *arguments],
            cwd=settings.BASE_DIR,
            env={**kept, "STUDYPLAN_DATA": str(data), "PORT": str(port), **variables},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield Server(port)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=600)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that is not there yet."""
    return tmp_path / "data"


def test_a_fresh_clone_is_served(data: Path) -> None:
    with served(data, "--noreload") as server:
        response, page = server.get("/")
        assert response.status == 200
        assert "django-browser-reload" in page
        policy = response.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        for path in re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"', page):
            assert server.get(path)[0].status == 200, path
        response, page = server.get("/nowhere/")
        assert response.status == 404
        assert "DEBUG = True" in page
    assert not (data / "static").exists()
    assert (data / "studyplan.sqlite3").exists()


def test_a_fault_in_the_content_is_printed_and_does_not_keep_the_server_from_starting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started = Mock()
    prepare = Mock(side_effect=[CommandError("track.yaml:3: a fault"), None])
    monkeypatch.setattr("studyplan.ui.management.commands.runserver.call_command", prepare)
    monkeypatch.setattr("django.contrib.staticfiles.management.commands.runserver.Command.inner_run", started)
    Command().inner_run()
    assert "track.yaml:3: a fault" in capsys.readouterr().err
    started.assert_called_once()
