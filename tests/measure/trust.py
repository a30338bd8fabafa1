"""``bin/audit trust``: what is lost when things go wrong, counted against a server as ``bin/run`` starts it.

Four writers post ticks; each notes what was acknowledged. Then the server is killed (on PostgreSQL every other time the
database instead), started again, and asked what it still knows. On a disk that is full nothing may be acknowledged and
lost either, and public pages stay.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

import psycopg

from studyplan.ui.health import is_healthy
from tests.measure.servers import Postgres, free_port, has_postgres

ROOT = Path(__file__).resolve().parents[2]
ACKNOWLEDGED = {200, 302}
OUTAGE = 503
WRITERS = 4


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


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


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


@dataclass
class Storm:
    """Writers that post ticks, each its own tasks, until told to stop."""

    account: Account
    tasks: list[str]
    done: dict[str, bool] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    answers: Counter[int] = field(default_factory=Counter)
    slowest: float = 0

    def write(self, number: int, stop: threading.Event) -> None:
        chance = random.Random(number)
        own = self.tasks[number::WRITERS]
        while not stop.is_set():
            task, done = chance.choice(own), chance.random() < 0.7
            self.unsure.add(task)
            began = time.monotonic()
            try:
                status, _text = self.account.ask("POST", "/progress/", {"task": task, "done": "1" if done else "0"})
            except (OSError, HTTPException):
                self.answers[0] += 1
                stop.wait(0.02)
                continue
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.answers[status] += 1
            if status in ACKNOWLEDGED:
                self.done[task] = done
                self.unsure.discard(task)
            else:
                stop.wait(0.02)

    @contextmanager
    def blowing(self) -> Iterator[None]:
        stop = threading.Event()
        writers = [threading.Thread(target=self.write, args=(number, stop)) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        try:
            yield
        finally:
            stop.set()
            for writer in writers:
                writer.join()

    def lost(self, known: set[str]) -> list[str]:
        """What was acknowledged and is not so; of a task whose last answer never came nothing is known."""
        sure = {task: done for task, done in self.done.items() if task not in self.unsure}
        return [task for task, done in sure.items() if (task in known) != done]

    def acknowledged(self) -> int:
        return sum(number for status, number in self.answers.items() if status in ACKNOWLEDGED)


def prepare(server: Server) -> tuple[Account, list[str]]:
    """The server with the demo account, logged in."""
    server.data.mkdir(parents=True, exist_ok=True)
    server.manage("prepare")
    said = server.manage("seed_demo")
    email, password = re.search(r"as (\S+) with the password: (.+)", said).groups()  # type: ignore[union-attr]
    server.start()
    account = Account(server.port)
    return account, account.log_in(email, password)


def kill_rounds(server: Server, rounds: int, postgres: Postgres | None) -> int:
    """Kill under load, start again, and count what is lost."""
    account, tasks = prepare(server)
    chance, answers, lost, acknowledged = random.Random(14), Counter[int](), 0, 0
    for number in range(rounds):
        storm = Storm(account, tasks)
        with storm.blowing():
            time.sleep(chance.uniform(0.5, 1.5))
            if postgres and number % 2:
                postgres.crash()
                time.sleep(0.5)
                postgres.start()
                server.wait()  # by itself
            else:
                server.kill()
        if server.process is None:
            server.start()
        lost += len(storm.lost(server.ticks()))
        acknowledged += storm.acknowledged()
        answers += storm.answers
        if (number + 1) % 10 == 0:
            say(f"  {number + 1} rounds: {lost} of {acknowledged} lost")
    faults = sum(count for status, count in answers.items() if status >= 500 and status != OUTAGE)
    name = "PostgreSQL" if postgres else "SQLite"
    say(
        f"{name}: {lost} of {acknowledged} acknowledged ticks lost in {rounds} rounds;"
        f" {answers[OUTAGE]} answers of 503, {faults} of 500, {answers[0]} without answer"
    )
    return lost + faults


def full_disk(folder: Path) -> int:
    """A small disk fills up while ticks are posted, and is emptied again."""
    disk = folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", str(disk)], check=False).returncode:
        say("Full disk: not done, no small disk can be mounted here.")
        return 0
    try:
        return fill_disk(disk)
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=False)


def fill_disk(disk: Path) -> int:
    with Server(disk / "data") as server:
        account, tasks = prepare(server)
        storm, public = Storm(account, tasks), Counter[int]()
        with storm.blowing():
            time.sleep(1)
            filler = disk / "filler"
            with filler.open("wb") as file:
                try:
                    while True:
                        file.write(bytes(65536))
                        file.flush()
                except OSError:
                    pass
            for path in ("/topics/", "/guide/", "/accounts/login/", "/healthz") * 3:
                public[Account(server.port).ask("GET", path)[0]] += 1
            time.sleep(1)
            filler.unlink()
            time.sleep(1)
        server.wait()
        after = account.ask("POST", "/progress/", {"task": tasks[0], "done": "1"})[0]
        storm.done[tasks[0]] = True
        lost = len(storm.lost(server.ticks()))
        say(
            f"Full disk: {lost} of {storm.acknowledged()} acknowledged ticks lost; ticks were answered"
            f" {dict(storm.answers)}, public pages {dict(public)}, and the first tick with room again {after}"
        )
        return lost + storm.answers[500] + public[500] + (after not in ACKNOWLEDGED)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/audit trust", description=__doc__)
    parser.add_argument("--rounds", type=int, default=50, help="of killing, on each database")
    parser.add_argument("--only", choices=["sqlite", "postgresql", "disk"], help="one of them")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_arguments: sys.exit(130))  # so that servers end, too
    folder, bad = Path(tempfile.mkdtemp(prefix="studyplan-trust-")), 0
    folder.chmod(0o711)
    try:
        if options.only in (None, "sqlite"):
            with Server(folder / "sqlite") as server:
                bad += kill_rounds(server, options.rounds, None)
        if options.only in (None, "postgresql"):
            if has_postgres():
                with Postgres(folder / "cluster") as postgres, Server(folder / "postgresql", postgres.url) as server:
                    bad += kill_rounds(server, options.rounds, postgres)
            else:
                say("PostgreSQL: not done, it is not installed here.")
        if options.only in (None, "disk"):
            bad += full_disk(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
