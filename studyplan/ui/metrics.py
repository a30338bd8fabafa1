"""Prometheus metrics of requests, summed over all workers; imported only where ``STUDYPLAN_METRICS`` asks for them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.http import HttpRequest, HttpResponse

# Workers write their numbers to files there, and the library asks for it when it is imported.
METRICS_FOLDER = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="studyplan-metrics-")

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
REQUESTS = Counter("studyplan_requests", "Requests answered.", ["view", "method", "status"])
SECONDS = Histogram("studyplan_request_seconds", "Seconds until the answer.", ["view"], buckets=BUCKETS)
VERBS = {"GET", "HEAD", "POST", "OPTIONS"}


class MetricsMiddleware:
    """Counts and times each request by its view: addresses hold secrets, and are without end."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = perf_counter()
        response = self.get_response(request)
        view = request.resolver_match.view_name if request.resolver_match else "none"
        method = request.method if request.method in VERBS else "other"
        REQUESTS.labels(view, method, response.status_code).inc()
        SECONDS.labels(view).observe(perf_counter() - begun)
        return response


def serve_metrics(address: str, port: int) -> None:
    """Answer Prometheus at an address of its own, from a thread of this process."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=METRICS_FOLDER)  # type: ignore[no-untyped-call]
    start_http_server(port, address, registry)


def forget_worker(_arbiter: Any, worker: Any) -> None:
    """gunicorn's hook for a worker that has ended."""
    mark_process_dead(worker.pid, path=METRICS_FOLDER)  # type: ignore[no-untyped-call]


def remove_folder(_arbiter: Any) -> None:
    """gunicorn's hook for the end of the server."""
    shutil.rmtree(METRICS_FOLDER, ignore_errors=True)
