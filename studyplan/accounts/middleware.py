"""The user's own day: activates the time zone in which "today" is reckoned."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

COOKIE = "time_zone"


def browser_time_zone(request: HttpRequest) -> str:
    """The time zone that the page's script put into a cookie, or "" if there is none that we know."""
    name = request.COOKIES.get(COOKIE, "")
    return name if name in available_timezones() else ""


class TimeZoneMiddleware:
    """The account's time zone, else the browser's, else the installation's default."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the zone for this request only."""
        chosen = getattr(request.user, "time_zone", "") or browser_time_zone(request)
        with timezone.override(ZoneInfo(chosen or settings.DEFAULT_USER_TIME_ZONE)):
            return self.get_response(request)
