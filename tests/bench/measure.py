"""Measures pages in this process, and then under gunicorn, in turns with the reference page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

from django.conf import settings
from django.db import connection

from tests.bench.cast import Cast
from tests.bench.inside import cost_of
from tests.bench.pages import HOST, Page, Request
from tests.bench.report import Row, Turn, report
from tests.bench.servers import ROOT, Server, serve, serve_app, serve_reference
from tests.measure.servers import free_port

BATCH = 600
"""Milliseconds of processor time that a batch should take: the kernel counts in hundredths of a second."""
FEWEST, MOST = 4, 200


@dataclass(frozen=True, slots=True)
class Effort:
    """How many rounds, and requests in a batch (``None``: as many as ``BATCH`` wants)."""

    rounds: int
    requests: int | None


def reference_request(environment: dict[str, str]) -> Request:
    """Fill the reference's database, and ask for its page as the user who is logged in there."""
    command = [sys.executable, "-m", "tests.bench.reference.prepare"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, check=True
    )
    return Request("/", {"Host": HOST, "Cookie": f"sessionid={done.stdout}"})


def measure(cast: Cast, pages: list[Page], effort: Effort, reference_address: str) -> str:
    """The report: what can be seen in this process, then both servers in turns."""
    costs = {page.name: cost_of(cast.requests(page)) for page in pages}
    connection.close()
    environment = {"DATABASE_URL": reference_address}
    reference = reference_request(environment)
    with (
        serve(serve_app, {}, "/healthz", settings.PORT) as app,
        serve(serve_reference, environment, "/", free_port()) as plain,
    ):
        turns = take_turns(cast, pages, effort, (app, plain), reference)
        rows = [Row(page, turns[page.name], costs[page.name]) for page in pages]
        return report(rows, app.start, app.memory())


def take_turns(
    cast: Cast, pages: list[Page], effort: Effort, servers: tuple[Server, Server], reference: Request
) -> dict[str, list[Turn]]:
    """Each round, the reference before each page."""
    app, plain = servers
    counts = {page.name: effort.requests or batch(app, cast.requests(page)) for page in pages}
    count = effort.requests or batch(plain, repeat(reference))
    turns: dict[str, list[Turn]] = {page.name: [] for page in pages}
    for number in range(effort.rounds):
        sys.stderr.write(f"Round {number + 1} of {effort.rounds} …\n")
        for page in pages:
            took = plain.milliseconds(repeat(reference), count)
            turns[page.name].append(Turn(app.milliseconds(cast.requests(page), counts[page.name]), took))
    return turns


def batch(server: Server, requests: Iterator[Request]) -> int:
    """How many requests the batch needs, once the workers are warm."""
    server.warm_up(requests)
    took = server.milliseconds(requests, 2 * FEWEST)
    return min(MOST, max(FEWEST, round(BATCH / max(took, 1))))
