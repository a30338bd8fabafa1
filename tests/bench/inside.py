"""What can be seen of a page in this process: its queries, its size, and where its time goes."""

from __future__ import annotations

import cProfile
import gzip
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import CodeType
from typing import Any

import django
from django.db import connection

from tests.bench.cast import ask
from tests.bench.pages import Request

WARM_UPS, PROFILED, SHOWN = 5, 20, 25
TIMED = 6
TRANSACTIONS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
COUNTED = {
    "gettext calls": (("trans_real.py", "gettext"), ("trans_real.py", "do_ntranslate")),
    # The second stands in for the first wherever Django's test environment is set up.
    "templates rendered": (("template/base.py", "Template._render"), ("test/utils.py", "instrumented_test_render")),
    "of them includes": (("template/loader_tags.py", "IncludeNode.render"),),
    "CSRF tokens masked": (("middleware/csrf.py", "_mask_cipher_secret"),),
}
"""What is counted, by the functions whose calls it is: how their file ends, and their name in it."""


@dataclass
class Queries:
    """Counts what is asked of the database, but for what begins and ends transactions, and how long it takes."""

    count: int = 0
    milliseconds: float = 0

    def __call__(self, execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        """Run one, as ``execute_wrapper`` wants it."""
        begun = time.perf_counter()
        try:
            return execute(sql, *arguments)
        finally:
            if not sql.startswith(TRANSACTIONS):
                self.count += 1
                self.milliseconds += (time.perf_counter() - begun) * 1000


@dataclass(frozen=True, slots=True)
class Cost:
    """SQL queries and their milliseconds (wall clock); bytes of HTML, as they are and with gzip."""

    queries: int
    query_milliseconds: float
    raw: int
    compressed: int


def cost_of(requests: Iterator[Request]) -> Cost:
    """Of a page that the process has answered before; times are the shortest of some requests."""
    for request in islice(requests, 2):
        ask(request)
    # Every second one, so that a tick is set and not taken back.
    costs = [cost_of_one(request) for request in islice(requests, TIMED)][::2]
    return min(costs, key=lambda cost: cost.query_milliseconds)


def cost_of_one(request: Request) -> Cost:
    """Of this one request."""
    queries = Queries()
    with connection.execute_wrapper(queries):
        body = ask(request)
    return Cost(queries.count, queries.milliseconds, *sizes(body))


def sizes(body: bytes) -> tuple[int, int]:
    """Bytes as they are, and as gzip sends them."""
    return len(body), len(gzip.compress(body, 6))


# Profile


@dataclass(frozen=True, slots=True)
class Call:
    """A function: calls, own and cumulative milliseconds, all for one request."""

    where: str
    name: str
    calls: float
    own: float
    cumulative: float


@dataclass(frozen=True, slots=True)
class Profile:
    """Every function that took part, and what is counted (``COUNTED``), for one request."""

    calls: list[Call]
    counts: Mapping[str, float] = field(default_factory=dict)

    def text(self) -> str:
        """Two tables, the dearest functions first, and the counts."""
        by_own = sorted(self.calls, key=lambda call: call.own, reverse=True)[:SHOWN]
        by_all = sorted(self.calls, key=lambda call: call.cumulative, reverse=True)[:SHOWN]
        counts = [f"{name:<20}{count:>8.1f}" for name, count in self.counts.items()]
        return "\n".join([*counts, "", *table("own time", by_own), "", *table("cumulative time", by_all), ""])


def table(order: str, calls: list[Call]) -> list[str]:
    """Its lines."""
    head = f"{'calls':>9}{'own ms':>9}{'all ms':>9}  by {order}"
    return [head, *(f"{c.calls:>9.1f}{c.own:>9.2f}{c.cumulative:>9.2f}  {c.where} {c.name}" for c in calls)]


def profile(requests: Iterator[Request], count: int = PROFILED) -> Profile:
    """Of ``count`` requests after the warm-ups; a profiler makes everything slower, small functions most."""
    for request in islice(requests, WARM_UPS):
        ask(request)
    profiler = cProfile.Profile()
    for request in islice(requests, count):
        profiler.runcall(ask, request)
    calls = [
        Call(
            *place_of(entry.code),
            entry.callcount / count,
            *(1000 * s / count for s in (entry.inlinetime, entry.totaltime)),
        )
        for entry in profiler.getstats()
    ]
    return Profile(calls, {name: count_of(calls, functions) for name, functions in COUNTED.items()})


def count_of(calls: list[Call], functions: tuple[tuple[str, str], ...]) -> float:
    """How often one of the functions was called."""
    return sum(
        call.calls
        for call in calls
        if any(call.where.partition(":")[0].endswith(file) and call.name == name for file, name in functions)
    )


def place_of(code: CodeType | str) -> tuple[str, str]:
    """File and line, from the checkout or from the folder of packages on, and the function's name."""
    if isinstance(code, str):
        return "", code
    path = Path(code.co_filename)
    for folder in (Path(__file__).parents[2], Path(django.__file__).parents[1]):
        if path.is_relative_to(folder) and ".venv" not in path.relative_to(folder).parts:
            path = path.relative_to(folder)
    return f"{path}:{code.co_firstlineno}", code.co_qualname
