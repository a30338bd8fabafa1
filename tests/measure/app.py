"""The app as ``manage.py serve`` starts it, with the demo account's browser; it can be killed."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

import psycopg

from studyplan.ui.health import is_healthy
from tests.measure.servers import free_port

ROOT = Path(__file__).resolve().parents[2]
ACKNOWLEDGED = {200, 302}


@dataclass
class Account:
    """The demo account's browser."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None, timeout: float = 30) -> tuple[int, str]:
        """Status and text of the answer; OSError or HTTPException where there is none."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = urlencode({**form, "csrfmiddlewaretoken": self.token}) if form is not None else None
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
            for name, value in re.findall(r"^Set-Cookie: ([^=]+)=([^;]*)", str(response.headers), re.MULTILINE):
                self.cookies[name] = value
            return response.status, text
        finally:
            connection.close()

    token = ""

    def log_in(self, email: str, password: str) -> list[str]:
        """The keys of tasks that can be ticked."""
        self.token = find_token(self.ask("GET", "/accounts/login/")[1])
        status, text = self.ask("POST", "/accounts/login/", {"login": email, "password": password})
        if status not in ACKNOWLEDGED:
            raise SystemExit(f"The log-in failed with {status}: {text[:200]}")
        page = self.ask("GET", "/progress/")[1]
        self.token = find_token(page)
        return sorted(set(re.findall(r'name="task" value="([^"]+)"', page)))


def find_token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    if not found:
        raise SystemExit("There is no form on the page.")
    return found[1]


@dataclass
class Server:
    """``manage.py serve`` with data and database of its own, in a process group of its own."""

    data: Path
    database: str = ""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "PGHOST", "PGPORT", "PGUSER") if name in os.environ}
        more = {"DATABASE_URL": self.database} if self.database else {}
        return {**kept, "STUDYPLAN_DATA": str(self.data), "PORT": str(self.port), **more}

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout

    def start(self) -> None:
        with (self.data / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                process_group=0,
            )
        self.wait()

    def wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + 300
        while not is_healthy("127.0.0.1", self.port, ""):
            if time.monotonic() > until or (self.process and self.process.poll() is not None):
                raise SystemExit(f"The server does not answer: {(self.data / 'log').read_text()[-2000:]}")
            time.sleep(0.05)

    def kill(self) -> None:
        """With all its workers, as a lost power supply of the app would."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def ticks(self) -> set[str]:
        """The tasks that the database knows as done."""
        query = "SELECT task FROM progress_completion WHERE sitting = 0"
        if self.database:
            with psycopg.connect(self.database) as connection:
                return {task for (task,) in connection.execute(query)}
        with closing(sqlite3.connect(self.data / "studyplan.sqlite3")) as file:
            return {task for (task,) in file.execute(query)}


def prepare(server: Server) -> tuple[Account, list[str]]:
    """The server with the demo account, logged in."""
    server.data.mkdir(parents=True, exist_ok=True)
    server.manage("prepare")
    said = server.manage("seed_demo")
    email, password = re.search(r"as (\S+) with the password: (.+)", said).groups()  # type: ignore[union-attr]
    server.start()
    account = Account(server.port)
    return account, account.log_in(email, password)
