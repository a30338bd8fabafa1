"""Cookies by the names that they had until December 2026, which other Django apps on this machine have, too.

A browser that has none by today's names is read once by those, so that nobody is logged out and no visitor loses their
ratings. Once the sessions of that time have ended, 90 days later, Django's own middleware can take this one's place.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

from studyplan.ui.nav import THEME_COOKIE, chosen_theme, keep_theme

SESSION, CSRF, THEME = "sessionid", "csrftoken", "theme"
NAMES = {SESSION: settings.SESSION_COOKIE_NAME, CSRF: settings.CSRF_COOKIE_NAME, THEME: THEME_COOKIE}


class FormerCookiesMiddleware(SessionMiddleware):
    """Django's sessions, found by the cookie's former name as well, and answered by today's."""

    def process_request(self, request: HttpRequest) -> None:
        former = {}
        if request.COOKIES.keys().isdisjoint(NAMES.values()):
            former = {name: request.COOKIES[name] for name in NAMES if name in request.COOKIES}
            request.COOKIES.update({NAMES[name]: value for name, value in former.items()})
        if CSRF in former:
            request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
        request.former_cookies = former  # type: ignore[attr-defined]
        super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        former: dict[str, str] = request.former_cookies  # type: ignore[attr-defined]
        if not former:
            return super().process_response(request, response)
        key, session = former.get(SESSION), request.session
        # A key that is in no row is gone once it has been looked for.
        is_ours = bool(key) and session.accessed and session.session_key == key
        if is_ours:
            session.modified = True
        else:
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        if THEME in former and (theme := chosen_theme(request)):
            keep_theme(response, theme)
        response = super().process_response(request, response)
        if is_ours and settings.SESSION_COOKIE_NAME in response.cookies:
            response.delete_cookie(SESSION, samesite="Lax")  # another app's stays
        return response
