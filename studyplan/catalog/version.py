"""The version of the loaded content, and a cache that lasts as long as that version."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

from studyplan.catalog.models import ContentVersion
from studyplan.ui.queries import PreparedQuery

ResultT = TypeVar("ResultT")
VERSION = PreparedQuery(lambda: ContentVersion.objects.values_list("digest"))
# One mapping per request; absent outside of one_version(), where every call asks the database.
_request_version: ContextVar[dict[str, str] | None] = ContextVar("content_version", default=None)


class ContentMissingError(RuntimeError):
    """The database holds no content: ``manage.py load_content`` has not run."""


def content_version() -> str:
    """The loaded content's version, a digest; asks the database once per request. Raises ``ContentMissingError``."""
    asked = _request_version.get()
    if asked is not None and "digest" in asked:
        return asked["digest"]
    row = VERSION.fetch_one()
    if row is None:
        raise ContentMissingError("There is no content in the database: run manage.py load_content.")
    digest: str = row[0]
    remember_version(digest)
    return digest


def remember_version(digest: str | None) -> None:
    """Keep ``digest``, which was read along with something else, for the rest of this request."""
    asked = _request_version.get()
    if asked is not None and digest is not None:
        asked["digest"] = digest


def per_content(function: Callable[[], ResultT]) -> Callable[[], ResultT]:
    """Cache the result of ``function`` in this process until other content is loaded."""
    kept: tuple[str, ResultT] | None = None

    @wraps(function)
    def wrapper() -> ResultT:
        nonlocal kept
        digest = content_version()
        if kept is None or kept[0] != digest:
            kept = (digest, function())
        return kept[1]

    return wrapper


@contextmanager
def one_version() -> Iterator[None]:
    """Let all that runs inside see one version of the content, and ask for it once."""
    token = _request_version.set({})
    try:
        yield
    finally:
        _request_version.reset(token)


class ContentVersionMiddleware:
    """Lets one request see one version of the content, and ask for it once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forget the version that an earlier request on this thread saw."""
        with one_version():
            return self.get_response(request)

    def process_exception(self, _request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503 and name the missing command where no content is loaded, rather than 500."""
        if not isinstance(exception, ContentMissingError):
            return None
        return HttpResponse(f"{exception}\n", status=503, content_type="text/plain")
