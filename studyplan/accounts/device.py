"""What a browser may keep of an account: under which name, and until when."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from studyplan.accounts.models import User

ACCOUNT_HEADER = "Studyplan-Account"
"""In an answer: whose page it is. In a request, which only the service worker sends: for whom alone it is meant."""

VISITOR = "none"
MESSAGES = f"{settings.COOKIE_PREFIX}messages"
"""The cookie with what the next page says once."""


class MessageCookie(CookieStorage):
    """Messages in that cookie, the newest where not all fit: those of a visitor who reads none would fill a session."""

    cookie_name = MESSAGES


def account_key(user: User | AnonymousUser) -> str:
    """An opaque name of the account for its browsers; "" for a visitor, and while the app is worked on."""
    if settings.DEBUG or not user.is_authenticated:
        return ""
    return salted_hmac("account key", str(user.pk)).hexdigest()[:16]


class DeviceMiddleware:
    """Tells the service worker whose page an answer is, and has a browser forget an account that is left.

    A request of the worker itself is refused unless it is meant for the account that is signed in. What it fetches
    ahead leaves messages to the page that somebody looks at; a change that it sends is answered without a redirect.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before, meant_for = account_key(request.user), request.headers.get(ACCOUNT_HEADER)
        request.account_key = before  # type: ignore[attr-defined]
        if meant_for is None:
            return mark(self.get_response(request), before, account_key(request.user))
        if not before or meant_for != before:
            text = _("This was meant for an account that is not signed in here.")
            return HttpResponse(text, status=401, content_type="text/plain")
        return mark(self.answer_worker(request), before, before)

    def answer_worker(self, request: HttpRequest) -> HttpResponse:
        ahead = request.method == "GET"
        if ahead:
            request.COOKIES.pop(MESSAGES, None)
        response = self.get_response(request)
        if ahead:
            response.cookies.pop(MESSAGES, None)
        elif 300 <= response.status_code < 400:
            del response.headers["Location"]
            response.status_code, response.content = 204, b""
        return response


def mark(response: HttpResponse, before: str, account: str) -> HttpResponse:
    """``before``, ``account``: who was signed in when the request came, and who is now."""
    if before and before != account:
        response.headers["Clear-Site-Data"] = '"storage"'
    if response.headers.get("Content-Type", "").startswith("text/html"):
        response.headers[ACCOUNT_HEADER] = account or VISITOR
    return response
