"""Who has signed in, and which day it is for them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from studyplan.accounts import time_zones
from studyplan.accounts.models import User
from studyplan.accounts.sessions import OwnedSessionStore
from studyplan.ui import clock

COOKIE = f"{settings.COOKIE_PREFIX}time_zone"


class SessionOwnerMiddleware(AuthenticationMiddleware):
    """Django's, without a query of its own where the session has brought its owner along."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: get_user(request))  # type: ignore[assignment]

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Ask to log in where the account was deleted meanwhile: there is nothing left to save to."""
        is_about_rows = isinstance(exception, DatabaseError | ObjectDoesNotExist)
        if not is_about_rows or isinstance(exception, OperationalError | InterfaceError):  # those are outages
            return None
        if not request.user.is_authenticated or User.objects.filter(pk=request.user.pk).exists():
            return None
        auth.logout(request)
        return redirect_to_login(request.get_full_path())


def get_user(request: HttpRequest) -> User | AnonymousUser:
    if not hasattr(request, "_cached_user"):
        request._cached_user = find_owner(request.session) or auth.get_user(request)  # type: ignore[attr-defined, arg-type]
    user: User | AnonymousUser = request._cached_user  # type: ignore[attr-defined]
    return user


def find_owner(session: OwnedSessionStore) -> User | None:
    """The owner of ``session``; ``None`` where anything that Django asks for is amiss, so that it judges itself."""
    signed_in = session.get(auth.SESSION_KEY)  # reads the row
    owner = session.owner
    if owner is None or signed_in != str(owner.pk) or not owner.is_active:
        return None
    if session.get(auth.BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    proof = session.get(auth.HASH_SESSION_KEY, "")
    return owner if constant_time_compare(proof, owner.get_session_auth_hash()) else None


def browser_time_zone(request: HttpRequest) -> str:
    """The time zone that the page's script put into a cookie, or "" if there is none that we know."""
    name = unquote(request.COOKIES.get(COOKIE, ""))
    return name if name in time_zones.known_zones() else ""


class TimeZoneMiddleware:
    """The account's time zone, else the browser's, else the installation's default; and the hour at which a day ends.

    Reading the account costs the query that every page needs anyway for its menu; visitors without a session cost
    none. Static files are served further out and never come here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Settle the days for this request only."""
        chosen = getattr(request.user, "time_zone", "") or browser_time_zone(request)
        ends_at = getattr(request.user, "day_ends_at", clock.USUAL_DAY_END)
        with clock.days_of(time_zones.get_zone(chosen), ends_at):
            response = self.get_response(request)
        # What day it is depends on the zone's cookie as well as on the session's.
        patch_vary_headers(response, ["Cookie"])
        return response
