"""Where sessions are kept: in the database, each row knowing whose it is.

Django's own session rows hide the user inside signed data, so that deleting an account would have to decode every
session of every visitor. Here the sessions of an account go with it, by foreign key.
"""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from studyplan.accounts.models import Session, User


class OwnedSessionStore(DatabaseStore):
    """Django's database sessions, with the user written beside the data."""

    owner: User | None = None
    """Whose it is, where the row was read with its user."""

    def get_session_cookie_age(self) -> int:
        """Seconds from the last change on; a visitor's end sooner."""
        return settings.SESSION_COOKIE_AGE if SESSION_KEY in self else settings.VISITOR_SESSION_AGE

    def _validate_session_key(self, key: str | None) -> bool:
        """Nothing else was ever given out; PostgreSQL would refuse to look for a key with NUL in it."""
        is_long_enough = super()._validate_session_key(key)  # type: ignore[misc]
        return bool(key and is_long_enough and key.isascii() and key.isalnum())

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to save for ``data``; nobody's as long as nobody has logged in."""
        session = cast(Session, super().create_model_instance(data))
        signed_in = data.get(SESSION_KEY)
        session.user_id = int(signed_in) if signed_in else None
        return session
