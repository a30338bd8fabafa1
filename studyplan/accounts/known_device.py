"""Browsers in which an account has been logged in before: a stranger's guesses do not keep its owner out there.

Failed log-ins are counted by account and network address; in a known browser, by account alone and apart from those of
everybody else. The cookie names accounts by a hash and says nothing more, so that nothing is looked up before a log-in.
"""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from studyplan.ui.nav import ONE_YEAR

COOKIE_NAME = f"{settings.COOKIE_PREFIX}known_device"
MOST_ACCOUNTS = 5
DEVICE_SIGNER = Signer(salt="known device")


def hash_account(email: str) -> str:
    return salted_hmac("known device", email.lower()).hexdigest()[:16]


def known_accounts(request: HttpRequest) -> list[str]:
    """Hashes of those that were logged in here, the latest first; none where somebody has changed the cookie."""
    try:
        return DEVICE_SIGNER.unsign(request.COOKIES.get(COOKIE_NAME, "")).split(".")
    except BadSignature:
        return []


def is_known_device(request: HttpRequest, email: str) -> bool:
    return hash_account(email) in known_accounts(request)


def remember_device(request: HttpRequest, response: HttpResponse, email: str) -> None:
    account = hash_account(email)
    others = [other for other in known_accounts(request) if other != account]
    response.set_cookie(
        COOKIE_NAME,
        DEVICE_SIGNER.sign(".".join([account, *others[: MOST_ACCOUNTS - 1]])),
        max_age=ONE_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
