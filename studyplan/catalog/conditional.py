"""Pages of visitors of whom nothing is known: made once per content, and sent again only where they have changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from studyplan.accounts.device import MESSAGES
from studyplan.catalog.version import content_version, per_content
from studyplan.ui.nav import THEME_COOKIE
from studyplan.ui.templatetags.ui import mask_once

MOST_BODIES = 400
TOKENS = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]*)"')
SOURCES = ("studyplan/**/*.py", "templates/**/*.html", "templates/**/*.jinja", "locale/**/*.mo")
# Whoever sends none of these has told us nothing that a page could show.
TELLING_COOKIES = frozenset({settings.SESSION_COOKIE_NAME, MESSAGES, THEME_COOKIE})


def unchanged_for_visitors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """For a page that is made of content alone as long as nothing is known of its reader: 304 while that is the same.

    Browsers may keep it, and ask each time. Not while the app is worked on: what it is made with changes then.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if settings.DEBUG or not TELLING_COOKIES.isdisjoint(request.COOKIES):
            return view(request, *args, **kwargs)
        response = get_conditional_response(request, etag=page_version(request))
        if response is None:
            response = read_body(request) or keep_body(request, view(request, *args, **kwargs))
        if response.status_code in (200, 304):
            response.headers["ETag"] = page_version(request)
            response.headers["Cache-Control"] = "private, no-cache"
            response.headers.pop("Expires", None)
            # As compression says of answers that it finds worth it.
            patch_vary_headers(response, ["Accept-Encoding"])
        return response

    return wrapper


@per_content
def bodies() -> dict[tuple[object, ...], list[bytes]]:
    """The pages that this process has made, cut where the token of their forms stands: each visitor has another."""
    return {}


def name_of_body(request: HttpRequest) -> tuple[object, ...] | None:
    """All that a page is made of besides content and code; ``None`` where there may be more to it."""
    if request.META.get("QUERY_STRING") or "HX-Request" in request.headers or request.method != "GET":
        return None
    origin = request.scheme, request.get_host()
    return (*origin, request.path, get_language(), settings.REPORT_URL, settings.REPORT_MAIL, settings.SIGNUP)


def read_body(request: HttpRequest) -> HttpResponse | None:
    name = name_of_body(request)
    pieces = bodies().get(name) if name else None
    return HttpResponse(mask_once(request).encode().join(pieces)) if pieces else None


def keep_body(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep what ``response`` says for the next visitor: no error, no cookie, and no token but that of the page."""
    name, token = name_of_body(request), mask_once(request).encode()
    is_page = response.status_code == 200 and not response.cookies and not response.streaming
    if name and is_page and set(TOKENS.findall(response.content)) <= {token}:
        if len(bodies()) >= MOST_BODIES:
            bodies().clear()
        bodies()[name] = response.content.split(token)
    return response


def page_version(request: HttpRequest) -> str:
    """A weak validator: of the content, of the code, and of the secret of the page's forms, which each visitor has."""
    parts = (content_version(), code_version(), get_language(), request.META.get("CSRF_COOKIE", ""))
    return f'W/"{salted_hmac("page version", "/".join(parts)).hexdigest()}"'


@cache
def code_version() -> str:
    """A digest of what pages are made with besides the content, the same for all processes."""
    said = (django.get_version(), settings.REPORT_URL, settings.REPORT_MAIL, settings.SIGNUP)
    digest = hashlib.sha256(repr(said).encode())
    paths = [path for pattern in SOURCES for path in sorted(settings.BASE_DIR.glob(pattern))]
    for path in [*paths, Path(settings.STATIC_ROOT) / "staticfiles.json"]:
        if path.exists():
            digest.update(path.read_bytes())
    return digest.hexdigest()
