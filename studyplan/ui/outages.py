"""A database that is away, locked, read-only or full is told as an outage, not as a fault of the app."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from typing import Any

from django.conf import settings
from django.core.cache.backends.db import DatabaseCache
from django.db import InterfaceError, InternalError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.defaults import server_error as show_fault
from django_htmx.http import trigger_client_event

RETRY_SECONDS = 30
LEAST_FREE = 4 * 1024 * 1024  # bytes, below which SQLite may fail at any write
READ_ONLY = "25006"
"""PostgreSQL's code for a write in a transaction that may only read, as on a standby."""


class OutageError(OperationalError):
    """The database can't be written."""


def is_outage(error: BaseException | None) -> bool:
    """Not so where a statement is wrong, which SQLite calls an operational error, too."""
    if isinstance(error, InternalError):
        return getattr(error.__cause__, "sqlstate", "") == READ_ONLY
    is_mistake = getattr(error and error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    return isinstance(error, OperationalError | InterfaceError) and not is_mistake


def server_error(request: HttpRequest) -> HttpResponse:
    """The answer to an exception that nobody caught: 503 for an outage, else 500."""
    if not is_outage(sys.exception()):
        return show_fault(request)
    message = _("The database can’t be reached or written right now. What you saved before is safe. Try again soon.")
    if request.headers.get("HX-Request"):
        response = HttpResponse(message, status=503, content_type="text/plain")
        trigger_client_event(response, "page-stale", {"message": message})
    else:
        response = HttpResponse(render_to_string("503.html", {"message": message}), status=503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def check_writable() -> None:
    """Raise ``DatabaseError`` where a write would fail; what it writes is rolled back."""
    if connection.vendor == "sqlite" and shutil.disk_usage(settings.DATA_DIR).free < LEAST_FREE:
        raise OutageError("The disk is full.")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE catalog_contentversion SET digest = digest")
        transaction.set_rollback(True)


class OutspokenCache(DatabaseCache):
    """Django's, which keeps quiet about a write that failed: then a lock would look taken, and a limit exceeded."""

    def add(self, *args: Any, **options: Any) -> bool:
        """Raise ``DatabaseError`` where the key could not be added because nothing can be written."""
        added: bool = super().add(*args, **options)
        if not added:
            check_writable()
        return added
