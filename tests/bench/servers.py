"""Gunicorn as bin/run starts it, on a free port, and the processor time that its workers take."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.pages import HOST, Request

ROOT = Path(__file__).parents[2]
WORKERS = 2
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
PATIENCE = 60
"""Seconds for a server to start."""


class Memory(NamedTuple):
    """Megabytes (1,000,000 bytes) of a process: pages that several share are divided among them, or are all counted."""

    own: float
    resident: float


@dataclass(frozen=True, slots=True)
class Server:
    """A port, the process that started the workers, and the seconds until its first answer."""

    port: int
    pid: int
    start: float

    def send(self, request: Request) -> bytes:
        """The body of the answer, which must be 200."""
        connection = HTTPConnection(HOST, self.port, timeout=60)
        try:
            connection.request(request.method, request.path, request.body or None, request.headers)
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        if response.status != 200:
            raise RuntimeError(f"{request.method} {request.path} answers {response.status}.")
        return body

    def warm_up(self, requests: Iterator[Request], rounds: int = 4) -> None:
        """Have every worker answer: as many requests at once as there are workers."""
        with ThreadPoolExecutor(WORKERS) as pool:
            for _ in range(rounds):
                list(pool.map(self.send, islice(requests, WORKERS)))

    def cpu(self) -> float:
        """Seconds that the workers have taken so far."""
        return sum(map(cpu_of, children_of(self.pid)))

    def milliseconds(self, requests: Iterator[Request], count: int) -> float:
        """Processor time of the workers for a request, over ``count`` of them, one after the other."""
        before = self.cpu()
        for request in islice(requests, count):
            self.send(request)
        return (self.cpu() - before) * 1000 / count

    def memory(self) -> Memory:
        """Of a worker, of all of them the middle."""
        workers = [memory_of(pid) for pid in children_of(self.pid)]
        return Memory(*map(median, zip(*workers, strict=True)))


def stat_of(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat from the third on: the second, a name, may hold spaces."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def cpu_of(pid: int) -> float:
    """Seconds of processor time that a process has taken itself: utime and stime."""
    utime, stime = stat_of(pid)[11:13]
    return (int(utime) + int(stime)) / TICKS_A_SECOND


def memory_of(pid: int) -> Memory:
    lines = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    own, resident = (int(lines[name].split()[0]) * 1024 / 1e6 for name in ("Pss", "Rss"))
    return Memory(own, resident)


def children_of(pid: int) -> list[int]:
    """The processes that it has started."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if int(stat_of(int(path.name))[1]) == pid:
                found.append(int(path.name))
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has just ended
    return found


def serve_app(port: int) -> list[str]:
    """The arguments of Python that bin/run gives it."""
    return ["manage.py", "serve"]


def serve_reference(port: int) -> list[str]:
    """The same options for the reference."""
    options = ["--bind", f"{HOST}:{port}", "--preload", "--no-control-socket", "--log-level", "warning"]
    threads = ["--worker-class", "gthread", "--threads", "4"]
    return ["-m", "gunicorn", *options, *threads, "tests.bench.reference.wsgi"]


@contextmanager
def serve(
    arguments: Callable[[int], list[str]], environment: Mapping[str, str], path: str, port: int
) -> Iterator[Server]:
    """Gunicorn on a port of its own, until the end of the block; ``path`` is where it answers first."""
    command = [sys.executable, *arguments(port)]
    variables = {**os.environ, "PORT": str(port), "WEB_CONCURRENCY": str(WORKERS), **environment}
    begun = time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, env=variables) as process:
        try:
            wait_for(port, path, process)
            yield Server(port, process.pid, time.monotonic() - begun)
        finally:
            process.terminate()


def wait_for(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    """Until the server answers, whatever it says."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        connection = HTTPConnection(HOST, port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise RuntimeError("A server did not start; the lines above may say why.")
