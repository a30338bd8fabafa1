"""Where sessions are kept: in the database, each row knowing whose it is.

Django's own session rows hide the user inside signed data, so that deleting an account would have to decode every
session of every visitor. Here the sessions of an account go with it, by foreign key.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import IntegrityError

from studyplan.accounts.models import Session, User
from studyplan.ui import clock


class OwnedSessionStore(DatabaseStore):
    """Django's database sessions, with the user written beside the data."""

    owner: User | None = None
    """Whose it is, where the row was read with its user."""

    user_agent = ""
    seen_at: datetime | None = None
    """When the row was written or marked as used; of sessions of accounts only."""

    def _get_session_from_db(self) -> Session | None:
        row: Session | None = super()._get_session_from_db()  # type: ignore[misc]
        if row is not None:
            self.remember_use(row)
        return row

    def remember_use(self, row: Session) -> None:
        self.user_agent, self.seen_at = row.user_agent, row.seen_at

    def get_session_cookie_age(self) -> int:
        """Seconds from the last change on; a visitor's end sooner."""
        return settings.SESSION_COOKIE_AGE if SESSION_KEY in self else settings.VISITOR_SESSION_AGE

    def _validate_session_key(self, key: str | None) -> bool:
        """Nothing else was ever given out; PostgreSQL would refuse to look for a key with NUL in it."""
        is_long_enough = super()._validate_session_key(key)  # type: ignore[misc]
        return bool(key and is_long_enough and key.isascii() and key.isalnum())

    def save(self, must_create: bool = False) -> None:
        """Raises ``UpdateError`` as well where the account was deleted since the session was read."""
        try:
            super().save(must_create)
        except IntegrityError as error:
            raise UpdateError from error

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to save for ``data``; nobody's as long as nobody has logged in."""
        session = cast(Session, super().create_model_instance(data))
        signed_in = data.get(SESSION_KEY)
        session.user_id = int(signed_in) if signed_in else None
        if signed_in:
            session.user_agent, session.seen_at = self.user_agent, clock.now()
        return session
