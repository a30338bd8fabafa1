"""What serves the app to others: the container's files agree with the scripts and documents that they build on."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from studyplan.ui import health

ROOT: Path = settings.BASE_DIR
DEPLOY = ROOT / "docs" / "deploy"
ORIGIN = "https://plan.example.org"


# The image


def copied() -> set[str]:
    """What the image takes from the checkout."""
    lines = re.findall(r"^COPY (.+) \S+$", (ROOT / "Containerfile").read_text(), re.MULTILINE)
    return {source for line in lines for source in line.split()}


def test_the_image_takes_what_serving_needs_and_no_more() -> None:
    assert copied() == {
        "bin", "content", "LICENSE", "manage.py", "requirements/run.txt", "static", "studyplan", "templates",
    }  # fmt: skip
    assert all((ROOT / path).exists() for path in copied())
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert {line.removeprefix("!") for line in ignored if line.startswith("!")} == copied()


def test_the_image_installs_by_hash_and_runs_without_rights() -> None:
    lines = (ROOT / "Containerfile").read_text().splitlines()
    assert any("--require-hashes -r requirements/run.txt" in line for line in lines)
    # bin/run compares the two files, and installs nothing when they are the same.
    assert any("cp requirements/run.txt .venv/installed-run.txt" in line for line in lines)
    user, command = (next(i for i, line in enumerate(lines) if line.startswith(word)) for word in ("USER", "CMD"))
    assert lines[user] == "USER 10001:10001"
    assert user < command
    assert lines[command] == 'CMD ["/app/bin/run"]'


# Compose


def compose() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return data


def test_compose_names_every_value_that_it_misses() -> None:
    text = (DEPLOY / "compose.yaml").read_text()
    needed = set(re.findall(r"\$\{(\w+):\?[^}]+\}", text))
    assert needed == {"STUDYPLAN_HOST", "STUDYPLAN_SECRET_KEY", "POSTGRES_PASSWORD"}
    assert set(re.findall(r"\$\{(\w+)", text)) - needed == {"WEB_CONCURRENCY"}
    example = (DEPLOY / "env.example").read_text()
    assert set(re.findall(r"^(\w+)=$", example, re.MULTILINE)) == needed


def test_nobody_reaches_the_app_but_through_the_proxy() -> None:
    services = compose()["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert "reverse_proxy app:8000" in (DEPLOY / "Caddyfile").read_text()
    assert services["app"]["read_only"] is True
    assert services["app"]["tmpfs"] == ["/tmp"]
    assert services["app"]["cap_drop"] == ["ALL"]


def test_volumes_are_named_where_they_are_used() -> None:
    mounts = [mount for service in compose()["services"].values() for mount in service["volumes"]]
    assert {mount.partition(":")[0] for mount in mounts if not mount.startswith(".")} == compose()["volumes"].keys()


def test_the_proxy_masks_secret_addresses() -> None:
    masking = 'request>uri regexp "/plan/calendar/.+" "/plan/calendar/***"'
    assert masking in (DEPLOY / "Caddyfile").read_text()
    assert masking in (ROOT / "docs" / "operations.md").read_text()


# Health


class Answer(BaseHTTPRequestHandler):
    """200 for the right host, as the app in production."""

    def do_GET(self) -> None:
        self.send_response(200 if (self.path, self.headers["Host"]) == ("/healthz", "plan.example.org") else 400)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Write nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_health_is_asked_as_the_origin(port: int) -> None:
    assert health.is_healthy("127.0.0.1", port, ORIGIN)
    assert health.is_healthy("0.0.0.0", port, f"{ORIGIN}/")
    assert not health.is_healthy("127.0.0.1", port, "")


def test_where_nothing_listens_nothing_is_healthy() -> None:
    assert not health.is_healthy("127.0.0.1", 1, ORIGIN)


def test_once_or_until_there_is_an_answer(
    port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", str(port))
    monkeypatch.setenv("STUDYPLAN_ORIGIN", ORIGIN)
    monkeypatch.setattr("os.getppid", lambda: 7)
    assert health.main([]) == 0
    assert health.main(["7"]) == 0
    assert capsys.readouterr().out == f"{ORIGIN}\n"
    assert health.main(["8"]) == 1, "the server is gone"
    monkeypatch.setenv("STUDYPLAN_ORIGIN", "https://other.example.org")
    assert health.main([]) == 1
