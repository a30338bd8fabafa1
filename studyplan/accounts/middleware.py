"""The user's own day: activates the time zone in which "today" is reckoned."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from studyplan.accounts import time_zones

COOKIE = "time_zone"


def browser_time_zone(request: HttpRequest) -> str:
    """The time zone that the page's script put into a cookie, or "" if there is none that we know."""
    name = unquote(request.COOKIES.get(COOKIE, ""))
    return name if name in time_zones.known_zones() else ""


class TimeZoneMiddleware:
    """The account's time zone, else the browser's, else the installation's default.

    Reading the account costs the two queries (session, user) that every page needs anyway for its menu; visitors
    without a session cost none. Static files are served further out and never come here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the zone for this request only."""
        chosen = getattr(request.user, "time_zone", "") or browser_time_zone(request)
        with timezone.override(time_zones.get_zone(chosen)):
            response = self.get_response(request)
        # What day it is depends on the zone's cookie as well as on the session's.
        patch_vary_headers(response, ["Cookie"])
        return response
