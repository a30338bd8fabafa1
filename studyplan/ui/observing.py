"""For operators: an ID for each request, and a log of slow queries."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from studyplan.ui.logs import request_id

REQUEST_ID_HEADER = "X-Request-ID"
FROM_PROXY = re.compile(r"[\w-]{8,64}", re.ASCII)

slow_query_log = logging.getLogger("studyplan.slow_query")


class RequestIdMiddleware:
    """Gives each request an ID, for logs, the answer's header, and the error page.

    A proxy may have given it one already; without a proxy, anyone could write that header, so it is not read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(REQUEST_ID_HEADER, "") if settings.PRODUCTION else ""
        chosen = given if FROM_PROXY.fullmatch(given) else secrets.token_hex(8)
        token = request_id.set(chosen)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response.headers[REQUEST_ID_HEADER] = chosen
        return response


class SlowQueryLog:
    """Around each query: a warning for those that take ``milliseconds`` or more, without what users entered."""

    def __init__(self, milliseconds: int) -> None:
        self.milliseconds = milliseconds

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        begun = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = (perf_counter() - begun) * 1000
            if took >= self.milliseconds:
                slow_query_log.warning("%.0f ms: %s", took, sql, extra={"fields": {"milliseconds": round(took, 1)}})

    def watch(self, connection: Any, **_kwargs: Any) -> None:
        """Receive Django's signal for a new connection."""
        if self not in connection.execute_wrappers:
            connection.execute_wrappers.append(self)
