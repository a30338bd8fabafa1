"""``bin/audit trust``: what is lost when things go wrong, counted against a server as ``bin/run`` starts it.

Four writers post ticks; each notes what was acknowledged. Then the server is killed (on PostgreSQL every other time the
database instead), started again, and asked what it still knows. On a disk that is full nothing may be acknowledged and
lost either, and public pages stay. After that come races of two tabs, requests that no browser sends, and whether the
time of an answer tells who has an account.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from tests.measure.app import ACKNOWLEDGED, ROOT, Account, Server, prepare
from tests.measure.servers import Postgres, has_postgres

OUTAGE = 503
WRITERS = 4


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@dataclass
class Storm:
    """Writers that post ticks, each its own tasks, until told to stop."""

    account: Account
    tasks: list[str]
    done: dict[str, bool] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    answers: Counter[int] = field(default_factory=Counter)

    def write(self, number: int, stop: threading.Event) -> None:
        chance = random.Random(number)
        own = self.tasks[number::WRITERS]
        while not stop.is_set():
            task, done = chance.choice(own), chance.random() < 0.7
            self.unsure.add(task)
            try:
                status, _text = self.account.ask("POST", "/progress/", {"task": task, "done": "1" if done else "0"})
            except (OSError, HTTPException):
                self.answers[0] += 1
                stop.wait(0.02)
                continue
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


def full_disk(folder: Path, _options: argparse.Namespace) -> int:
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


def races(folder: Path, _options: argparse.Namespace) -> int:
    """The tests in which two requests come at the same moment, on both databases."""
    command = ("pytest", "-q", "-n0", "-p", "no:cacheprovider", "tests/test_races.py")
    failed = run(*command)
    if has_postgres():
        with Postgres(folder / "races") as postgres:
            failed += run(*command, database=postgres.url)
    return failed


def run(*module: str, database: str = "") -> int:
    """1 where a module of Python, with its arguments, fails; its lines are printed as they come."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if database:
        environment["DATABASE_URL"] = database
    say(f"== {' '.join(module)}{' on PostgreSQL' if database else ''}")
    done = subprocess.run([sys.executable, "-m", *module], cwd=ROOT, env=environment, check=False)
    return int(done.returncode != 0)


def storm_on_sqlite(folder: Path, options: argparse.Namespace) -> int:
    with Server(folder / "sqlite") as server:
        return kill_rounds(server, options.rounds, None)


def storm_on_postgresql(folder: Path, options: argparse.Namespace) -> int:
    if not has_postgres():
        say("PostgreSQL: not done, it is not installed here.")
        return 0
    with Postgres(folder / "cluster") as postgres, Server(folder / "postgresql", postgres.url) as server:
        return kill_rounds(server, options.rounds, postgres)


PARTS: dict[str, Callable[[Path, argparse.Namespace], int]] = {
    "sqlite": storm_on_sqlite,
    "postgresql": storm_on_postgresql,
    "disk": full_disk,
    "races": races,
    "fuzz": lambda _folder, options: run("tests.audit.fuzz", "--requests", options.requests),
    "enumeration": lambda _folder, _options: run("tests.measure.enumeration"),
}
"""Each takes a folder of its own and gives the number of faults."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/audit trust", description=__doc__)
    parser.add_argument("--rounds", type=int, default=50, help="of killing, on each database (%(default)s)")
    parser.add_argument("--requests", default="50000", help="that no browser sends (%(default)s)")
    parser.add_argument("--only", choices=PARTS, help="one part")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_arguments: sys.exit(130))  # so that servers end, too
    faults = 0
    for name in [options.only] if options.only else PARTS:
        with tempfile.TemporaryDirectory(prefix="studyplan-trust-", ignore_cleanup_errors=True) as folder:
            Path(folder).chmod(0o711)  # PostgreSQL runs as another user
            faults += PARTS[name](Path(folder), options)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
