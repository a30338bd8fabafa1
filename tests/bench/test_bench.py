"""That bin/bench pages measures what it says, without a server; how long anything takes is not tested."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from studyplan.progress.models import Completion
from studyplan.ui import clock
from tests.bench.cast import Cast, ask
from tests.bench.databases import beside
from tests.bench.inside import COUNTED, Cost, cost_of, profile
from tests.bench.pages import PAGES, TICK
from tests.bench.report import Row, Turn, report, table
from tests.bench.servers import Memory, children_of, cpu_of, memory_of

SCRIPT = Path(__file__).parents[2] / "bin" / "bench"


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """Everyone, made once, since three weeks take some seconds to live."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Cast(clock.now())
        transaction.set_rollback(True)


def test_every_page_is_there_for_whoever_asks(cast: Cast) -> None:
    for page in PAGES.values():
        # The answer is 200, or this raises.
        assert cost_of(cast.requests(page)).raw > 0, page.name
    before = Completion.objects.count()
    requests = cast.requests(PAGES[TICK])
    ask(next(requests))
    assert Completion.objects.count() == before + 1
    ask(next(requests))
    assert Completion.objects.count() == before


def test_a_profile_counts_calls_for_a_request(cast: Cast) -> None:
    seen = profile(cast.requests(PAGES["tracker"]), 2)
    assert seen.counts.keys() == COUNTED.keys()
    assert all(seen.counts.values())
    lines = seen.text().splitlines()
    assert lines[0].split() == ["gettext", "calls", f"{seen.counts['gettext calls']:.1f}"]
    assert any("tests/bench/cast.py" in line and line.endswith(" ask") for line in lines)


def test_a_process_tells_what_it_has_taken() -> None:
    begun = time.process_time()
    before = cpu_of(os.getpid())
    while time.process_time() - begun < 0.1:
        sum(range(10_000))
    assert cpu_of(os.getpid()) - before >= 0.05
    memory = memory_of(os.getpid())
    assert 5 < memory.own <= memory.resident < 5000


def test_the_children_of_a_process() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert child.pid in children_of(os.getpid())
        child.communicate(b"\n")
    assert child.pid not in children_of(os.getpid())


def test_databases_on_the_same_server() -> None:
    assert beside("postgres:///studyplan", "bench") == "postgres:///bench"
    assert beside("postgres://ada:secret@db:5432/studyplan?sslmode=require", "bench") == (
        "postgres://ada:secret@db:5432/bench?sslmode=require"
    )


def test_the_table() -> None:
    turns = [Turn(20.0, 5.0), Turn(10.0, 5.0), Turn(5.0, 5.0)]
    rows = [
        Row(PAGES["plan"], turns, Cost(7, 1.25, 123_456, 23_456)),
        Row(PAGES["find"], turns, Cost(6, 10.0, 5_000, 1_000)),
    ]
    assert table(rows).splitlines() == [
        "page  CPU ms      ×   goal  SQL  goal  SQL ms      KB  goal  gzip KB",
        "plan    10.0  0.50!  ≥ 0.7   7!   ≤ 6     1.2  123.5!  ≤ 90     23.5",
        "find    10.0  0.50   ≥ 0.5   6    ≤ 6    10.0    5.0             1.0",
    ]
    assert report(rows, 4.0, Memory(60.0, 90.0)).splitlines()[0] == "Reference page: 5.0 ms"


def test_requests_of_the_tick_take_turns(cast: Cast) -> None:
    bodies = [request.body[-6:] for request in islice(cast.requests(PAGES[TICK]), 3)]
    assert bodies == [b"done=1", b"done=0", b"done=1"]


@pytest.mark.parametrize(
    "usage", [("--page", "nonsense"), ("--profile", "nonsense"), ("--requests", "0"), ("--postgresql",)]
)
def test_wrong_usage_ends_with_1(usage: tuple[str, ...]) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run([SCRIPT, "pages", *usage], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 1
    assert done.stderr.startswith("usage: bin/bench pages")
    assert "Traceback" not in done.stderr
