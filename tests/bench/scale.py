"""What Today, the plan and a tick cost with few users and with many: bin/bench scale DATABASE_URL…

Each database was filled by ``manage.py seed_demo --users N``. Some of its learners, taken at random among those of the
longest history, ask in a process of its own; the processes take turns.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from random import Random
from statistics import median

import django

from tests.bench.pages import PAGES, TICK, Page, Request

MEASURED = ("today", "plan", TICK)
LEARNERS, ROUNDS = 10, 7
Cost = dict[str, float]


class Household:
    """Learners of the database that this process uses, each with the requests for a page."""

    def __init__(self) -> None:
        from django.db.models import Min
        from django.test import Client

        from studyplan.accounts.models import User
        from studyplan.ui import clock
        from tests.bench.cast import next_task, session_of

        began = User.objects.aggregate(moment=Min("date_joined"))["moment"]
        eldest = User.objects.filter(date_joined__lt=began + timedelta(days=1)).values_list("pk", flat=True)
        users = User.objects.filter(pk__in=Random(0).sample(list(eldest), min(LEARNERS, len(eldest))))
        self.learners = []
        for user in users:
            client = Client()
            client.force_login(user)
            self.learners.append((session_of(client), next_task(user, clock.day_of(clock.now()))))

    def requests(self, page: Page) -> Iterator[Request]:
        """One of each learner; a tick and taking it back."""
        from tests.bench.cast import requests

        for session, tick in self.learners:
            yield from islice(requests(page, session, tick), 2 if page.name == TICK else 1)


def measure(page: Page, household: Household) -> Cost:
    """Milliseconds a request: of this process's CPU, of the database server's, and of waiting for the database."""
    from django.db import connection

    from tests.bench.cast import ask
    from tests.bench.inside import Queries

    queries, requests = Queries(), list(household.requests(page))
    server, begun = server_seconds(), time.process_time()
    with connection.execute_wrapper(queries):
        for request in requests:
            ask(request)
    own, server = time.process_time() - begun, server_seconds() - server
    spent = {"app": own * 1000, "server": server * 1000, "queries": queries.count, "waited": queries.milliseconds}
    return {name: value / len(requests) for name, value in spent.items()}


def server_seconds() -> float:
    """CPU so far of the process that answers on PostgreSQL, if that is on this machine."""
    from django.db import connection

    from tests.bench.servers import cpu_of

    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cpu_of(cursor.fetchone()[0])


def answer() -> None:
    """Measure the page that each line names."""
    django.setup()
    household = Household()
    for name in sys.stdin:
        sys.stdout.write(json.dumps(measure(PAGES[name.strip()], household)) + "\n")
        sys.stdout.flush()


def compare(addresses: list[str]) -> str:
    """A line for each page and database, with its ratio to the first one."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "studyplan.settings"}
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.bench.scale"],
            env=environment | {"DATABASE_URL": address},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for address in addresses
    ]
    lines = [f"{'':<8}{'app ms':>9}{'server ms':>11}{'ratio':>8}{'queries':>9}{'waited ms':>11}"]
    for page in MEASURED:
        # The first round warms up.
        rounds = [[ask_for_cost(process, page) for process in processes] for _number in range(ROUNDS + 1)][1:]
        for place, address in enumerate(addresses):
            costs = {key: median(turn[place][key] for turn in rounds) for key in rounds[0][place]}
            # Of the same round: the machine may be busier in another.
            ratio = median(total(turn[place]) / total(turn[0]) for turn in rounds)
            lines.append(
                f"{page:<8}{costs['app']:>9.1f}{costs['server']:>11.1f}{ratio:>8.2f}"
                f"{costs['queries']:>9.1f}{costs['waited']:>11.1f}  {address}"
            )
    for process in processes:
        process.communicate()
    return "\n".join(lines) + "\n"


def total(cost: Cost) -> float:
    return cost["app"] + cost["server"]


def ask_for_cost(process: subprocess.Popen[str], page: str) -> Cost:
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{page}\n")
    process.stdin.flush()
    cost: Cost = json.loads(process.stdout.readline())
    return cost


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.stdout.write(compare(sys.argv[1:]))
    else:
        answer()
