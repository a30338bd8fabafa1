"""Sends requests that no browser sends, and tells which fail or take long: ``python -m tests.audit.fuzz``.

Each is made of the seed and its number, so that ``--seed S --first N --requests 1`` makes one again. The rows are those
of a learner, in a database of its own that is gone afterward.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from tests.audit.requests import FuzzRequest

PACKAGE = Path(__file__).parents[2] / "studyplan"
SLOW_SECONDS = 1.0


@dataclass
class Findings:
    """How the requests were answered; what failed or took long, by kind, with the first request of each."""

    statuses: Counter[int] = field(default_factory=Counter)
    failed: dict[str, list[FuzzRequest]] = field(default_factory=dict)
    slow: dict[str, tuple[float, FuzzRequest]] = field(default_factory=dict)


def fuzz(seed: int, numbers: range) -> Findings:
    """Send them, on the database that is in use."""
    from django.core.cache import cache
    from django.core.signals import got_request_exception
    from django.test import Client

    from studyplan.accounts.models import User
    from studyplan.planner.models import CalendarFeed
    from studyplan.ui import clock
    from tests.addresses import name_arguments
    from tests.audit.requests import read_forms
    from tests.browser.pages import learner
    from tests.factories import make_user

    findings, errors = Findings(), list[str]()

    def note_error(**_: Any) -> None:
        errors.append(describe_error())

    def sign_in() -> dict[str, Client]:
        browsers = {who: Client(raise_request_exception=False) for who in ("visitor", "owner", "stranger")}
        browsers["owner"].force_login(User.objects.get(email="ada@example.org"))
        browsers["stranger"].force_login(User.objects.get(email="grace@example.org"))
        return browsers

    ada = learner()
    make_user("grace@example.org")
    ada.goal.interviews.create(on=clock.today().replace(year=2020))
    CalendarFeed.objects.make(ada, clock.now())
    forms = read_forms(sign_in(), name_arguments(ada))
    browsers = sign_in()
    got_request_exception.connect(note_error)
    try:
        for number in numbers:
            if number % 100 == 0:  # who was logged out comes back, and who was kept out may try again
                cache.clear()
                browsers = sign_in()
            request = forms.make(seed, number)
            errors.clear()
            start = time.thread_time()  # of this process alone: others may use the machine as well
            status = request.send(browsers[request.who])
            seconds = time.thread_time() - start
            findings.statuses[status] += 1
            if errors or status >= 500:
                findings.failed.setdefault(errors[0] if errors else f"status {status}", []).append(request)
            if seconds > SLOW_SECONDS:
                place = f"{request.verb} {request.path}"
                findings.slow[place] = max(
                    findings.slow.get(place, (0, request)), (seconds, request), key=lambda slow: slow[0]
                )
    finally:
        got_request_exception.disconnect(note_error)
    return findings


def describe_error() -> str:
    """Which exception, and the last place of ours that it came through."""
    error = sys.exception()
    frames = traceback.extract_tb(error.__traceback__) if error else []
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)] or frames[-1:]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "nowhere"
    return f"{type(error).__name__} at {place}: {str(error)[:100]!r}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.audit.fuzz", description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--requests", type=int, default=50_000, help="how many (%(default)s)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first one (%(default)s)")
    parser.add_argument("--seed", type=int, default=14, help="what they are made from (%(default)s)")
    parser.add_argument("--database", default="", help="a PostgreSQL server, as in DATABASE_URL; without it, SQLite")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STUDYPLAN_DATA"] = folder
        (Path(folder) / "static").mkdir()
        os.environ["DATABASE_URL"] = chosen.database or f"sqlite:///{folder}/unused.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "studyplan.settings"
        django.setup()
        logging.disable(logging.CRITICAL)
        findings = run_in_copy(chosen, Path(folder))
    return report(chosen, findings)


def run_in_copy(chosen: argparse.Namespace, folder: Path) -> Findings:
    from django.test.utils import override_settings, setup_test_environment

    from tests import database

    setup_test_environment()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(STORAGES={"staticfiles": plain}, PASSWORD_HASHERS=hashers):
        if not chosen.database:
            database.use_sqlite_copy(folder / "fuzz.sqlite3")
            return fuzz(chosen.seed, range(chosen.first, chosen.first + chosen.requests))
        name = f"studyplan_fuzz_{os.getpid()}"
        database.use_postgresql_copy(name)
        try:
            return fuzz(chosen.seed, range(chosen.first, chosen.first + chosen.requests))
        finally:
            database.drop_postgresql_copy(name)


def report(chosen: argparse.Namespace, findings: Findings) -> int:
    """Print it; 1 where something failed or took long."""
    total = sum(findings.statuses.values())
    statuses = ", ".join(f"{status}: {number}" for status, number in sorted(findings.statuses.items()))
    sys.stdout.write(f"{total} requests from seed {chosen.seed}, number {chosen.first} on. {statuses}\n")
    for kind, requests in findings.failed.items():
        sys.stdout.write(f"FAILED {len(requests)} times: {kind}\n    {requests[0]}\n")
    for place, (seconds, request) in findings.slow.items():
        sys.stdout.write(f"SLOW {seconds:.1f} s: {place}\n    {request}\n")
    return 1 if findings.failed or findings.slow else 0


if __name__ == "__main__":
    sys.exit(main())
