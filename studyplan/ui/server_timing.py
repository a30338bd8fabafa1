"""In development, a browser's network tab says for each page how long the app took, and how much of that was SQL."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse


class SqlTimer:
    """Counts the queries that it wraps, and the seconds that they take until their first row."""

    def __init__(self) -> None:
        self.queries = 0
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], *query: Any) -> Any:
        begun = perf_counter()
        try:
            return execute(*query)
        finally:
            self.queries += 1
            self.seconds += perf_counter() - begun


class ServerTimingMiddleware:
    """Adds ``Server-Timing``. Not in production: how long an answer takes may tell what it was reckoned from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sql = SqlTimer()
        begun = perf_counter()
        with connection.execute_wrapper(sql):
            response = self.get_response(request)
        whole = perf_counter() - begun
        response.headers["Server-Timing"] = (
            f'app;dur={whole * 1000:.1f}, sql;dur={sql.seconds * 1000:.1f};desc="{sql.queries} queries"'
        )
        return response
