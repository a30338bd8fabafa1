"""Where an account is logged in: each session with its browser and when it was last used, and ending them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from django.contrib.auth import HASH_SESSION_KEY
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from studyplan.accounts.models import Session, User
from studyplan.accounts.sessions import OwnedSessionStore
from studyplan.ui import clock

NOTED_AGAIN_AFTER = timedelta(hours=1)
# The first that fits: Edge and Opera also say Chrome, and everybody says Safari.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS": "Firefox",
    "Chrome/": "Chrome",
    "CriOS": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@dataclass(frozen=True, slots=True)
class Device:
    """One session as its owner sees it; ``key`` names it without giving its secret away."""

    key: str
    name: str
    seen_at: datetime | None
    is_this: bool


def session_key_hash(session_key: str) -> str:
    return salted_hmac("session list", session_key).hexdigest()[:16]


def device_name(user_agent: str) -> str:
    """“Firefox on Linux”, as far as the browser tells."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown browser")


def open_sessions(user: User, now: datetime) -> list[Session]:
    """Those that still let somebody in: a new password leaves rows behind that do not."""
    proof = user.get_session_auth_hash()
    rows = user.sessions.filter(expire_date__gt=now).order_by("-seen_at")
    return [row for row in rows if constant_time_compare(row.get_decoded().get(HASH_SESSION_KEY, ""), proof)]


def list_devices(user: User, current_key: str | None, now: datetime) -> list[Device]:
    """This browser first, then the most recently used."""
    devices = [
        Device(
            key=session_key_hash(row.session_key),
            name=device_name(row.user_agent),
            seen_at=row.seen_at,
            is_this=row.session_key == current_key,
        )
        for row in open_sessions(user, now)
    ]
    return sorted(devices, key=lambda device: not device.is_this)


def end_session(user: User, key: str) -> None:
    """End the session of that ``Device.key``; one that is over already stays so."""
    ended = [pk for pk in user.sessions.values_list("pk", flat=True) if session_key_hash(pk) == key]
    user.sessions.filter(pk__in=ended).delete()


def end_other_sessions(user: User, current_key: str | None) -> None:
    user.sessions.exclude(pk=current_key).delete()


class LastSeenMiddleware:
    """Notes in an account's session which browser uses it and when: once an hour, and whenever the row is written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            note_use(cast("OwnedSessionStore", request.session), request.headers.get("User-Agent", ""))
        return response


def note_use(session: OwnedSessionStore, user_agent: str) -> None:
    session.user_agent = user_agent[:200]
    now = clock.now()
    if not session.modified and (session.seen_at is None or now - session.seen_at > NOTED_AGAIN_AFTER):
        with suppress(DatabaseError), transaction.atomic():  # the page is there although nothing can be written
            Session.objects.filter(pk=session.session_key).update(user_agent=session.user_agent, seen_at=now)
