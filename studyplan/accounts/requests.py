"""The typed request of views behind ``login_required``, and the one lock that such views hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.db import transaction
from django.http import HttpResponse

from studyplan.accounts.models import User
from studyplan.ui.http import Request


class UserRequest(Request):
    """A request whose user has signed in."""

    user: User


asks_password_again: Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]] = reauthentication_required
"""For views of what could lock an owner out: a password or second factor must have been typed a short while ago."""


def holds_account(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A POST holds the account's row from its first read to its last write: what it saw is what it changes."""

    @wraps(view)
    def wrapper(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            User.objects.lock(request.user)
            return view(request, *args, **kwargs)

    return wrapper
