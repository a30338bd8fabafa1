"""What happened to an account, so that its owner sees what somebody else did there."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account import signals as allauth_signals
from allauth.account.adapter import get_adapter
from django.apps import apps
from django.contrib.auth import signals as auth_signals
from django.core.exceptions import PermissionDenied
from django.core.signals import request_finished
from django.db import DatabaseError, IntegrityError, transaction
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils.module_loading import import_string

from studyplan.accounts.devices import device_name
from studyplan.accounts.models import AccountEvent, User
from studyplan.ui import clock

_Kind = AccountEvent.Kind
EVENTS_KEPT_FOR = timedelta(days=365)
MOST_FAILED = 40
MOST_OTHERS = 60
"""Counted apart, so that whoever guesses passwords can't push what happened before out of the list."""

IPV4_KEPT, IPV6_KEPT = 24, 48
"""Bits of an address that are stored: the network of a provider or a company, not the household."""

BY_SIGNAL: tuple[tuple[Signal, str], ...] = (
    (allauth_signals.user_signed_up, _Kind.SIGN_UP),
    (allauth_signals.user_logged_in, _Kind.LOG_IN),
    (allauth_signals.password_changed, _Kind.PASSWORD_CHANGED),
    (allauth_signals.password_set, _Kind.PASSWORD_CHANGED),
    (allauth_signals.password_reset, _Kind.PASSWORD_RESET),
    (allauth_signals.email_changed, _Kind.EMAIL_CHANGED),
    (auth_signals.user_logged_out, _Kind.LOG_OUT),
)
SECOND_FACTORS = (
    ("authenticator_added", _Kind.FACTOR_ADDED),
    ("authenticator_removed", _Kind.FACTOR_REMOVED),
    ("authenticator_reset", _Kind.FACTOR_RESET),
)

_failed: ContextVar[tuple[str, str, HttpRequest] | None] = ContextVar("failed", default=None)


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as its owner reads it."""

    label: str
    happened_at: datetime
    device: str
    network: str
    is_warning: bool


def record_event(user: User, kind: str, request: HttpRequest | None) -> None:
    """Add what just happened, and forget what is too old or too much."""
    event = AccountEvent(user=user, kind=kind, happened_at=clock.now())
    if request:
        event.user_agent = request.headers.get("User-Agent", "")[:200]
        event.network = network_of(request)
    with suppress(IntegrityError), transaction.atomic():  # the account may go in the same moment
        event.save()
    is_failed = kind == _Kind.LOG_IN_FAILED
    events = user.events.filter(kind=kind) if is_failed else user.events.exclude(kind=_Kind.LOG_IN_FAILED)
    kept = MOST_FAILED if is_failed else MOST_OTHERS
    surplus = events.order_by("-happened_at", "-pk").values_list("pk", flat=True)[kept : kept + 100]
    AccountEvent.objects.filter(pk__in=list(surplus)).delete()


def network_of(request: HttpRequest) -> str:
    """The network that the request came from, such as 192.0.2.0/24; "" where that is not known."""
    try:
        address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return ""
    bits = IPV4_KEPT if address.version == 4 else IPV6_KEPT
    return str(ipaddress.ip_network((address, bits), strict=False))


def list_events(user: User) -> list[EventLine]:
    """Newest first."""
    return [
        EventLine(
            label=event.get_kind_display(),
            happened_at=event.happened_at,
            device=device_name(event.user_agent),
            network=event.network,
            is_warning=event.kind == _Kind.LOG_IN_FAILED,
        )
        for event in user.events.order_by("-happened_at", "-pk")
    ]


def sweep_events(now: datetime) -> None:
    """Delete what is too old, of every account."""
    AccountEvent.objects.filter(happened_at__lt=now - EVENTS_KEPT_FOR).delete()


def connect() -> None:
    """Listen to what Django and allauth tell."""
    signals = list(BY_SIGNAL)
    if apps.is_installed("allauth.mfa"):
        signals += [(import_string(f"allauth.mfa.signals.{name}"), kind) for name, kind in SECOND_FACTORS]
    for signal, kind in signals:
        signal.connect(_recorder(kind), weak=False, dispatch_uid=f"account event {kind}")
    allauth_signals.email_confirmed.connect(_record_confirmed, dispatch_uid="account event")
    auth_signals.user_login_failed.connect(_remember_failed, dispatch_uid="account event")
    request_finished.connect(_record_failed, dispatch_uid="account event")


def _recorder(kind: str) -> Callable[..., None]:
    def record(*, user: User | None, request: HttpRequest | None = None, **_kwargs: Any) -> None:
        if user is not None and user.pk is not None:
            record_event(user, kind, request)

    return record


def _record_confirmed(*, request: HttpRequest, email_address: Any, **_kwargs: Any) -> None:
    record_event(email_address.user, _Kind.EMAIL_CONFIRMED, request)


def _remember_failed(*, credentials: dict[str, Any], request: HttpRequest | None = None, **_kwargs: Any) -> None:
    """Only remember it now: whether there is such an account must not be told by how long the answer takes."""
    if request is not None and (email := credentials.get("email")):
        _failed.set((str(email), _Kind.LOG_IN_FAILED, request))


def _record_failed(**_kwargs: Any) -> None:
    """Record it once the answer is sent."""
    failed = _failed.get()
    if failed is None:
        return
    _failed.set(None)
    email, kind, request = failed
    with suppress(DatabaseError):
        if user := User.objects.filter(email=User.objects.normalize_email(email)).first():
            record_event(user, kind, request)
