"""Addresses in mails: whole ones, and the one that ends reminders without a log-in."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

SIGNER = Signer(salt="reminders.unsubscribe")


def absolute(path: str) -> str:
    return urljoin(settings.BASE_URL, path)


def unsubscribe_url(user_id: int) -> str:
    """Works as long as the account is there: an old mail must still be able to end reminders."""
    return absolute(reverse("reminders:unsubscribe", args=[SIGNER.sign(str(user_id))]))


def read_token(token: str) -> int | None:
    """Whose reminders the address ends; ``None`` where it was not made here."""
    try:
        return int(SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None
