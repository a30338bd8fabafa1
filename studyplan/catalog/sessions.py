"""Sessions that bring their owner and the content's version along: every page asks for all three, in one query."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Subquery
from django.db.models.functions import Now

from studyplan.accounts.models import Session, User
from studyplan.accounts.sessions import OwnedSessionStore
from studyplan.catalog.models import ContentVersion
from studyplan.catalog.version import remember_version
from studyplan.ui.queries import Parameter, PreparedQuery

SESSION_COLUMNS = [field.attname for field in Session._meta.concrete_fields]
USER_COLUMNS = [field.attname for field in User._meta.concrete_fields]
OPEN_SESSION = PreparedQuery(
    lambda: Session.objects.filter(
        session_key=Parameter("session_key", models.CharField()), expire_date__gt=Now()
    ).values_list(
        Subquery(ContentVersion.objects.values("digest")[:1]),
        *SESSION_COLUMNS,
        *(f"user__{name}" for name in USER_COLUMNS),
    )
)


class SessionStore(OwnedSessionStore):
    def _get_session_from_db(self) -> Session | None:
        """The row of this session; ``None``, and no key any more, where there is none or it has expired."""
        row = OPEN_SESSION.fetch_one(session_key=self.session_key)
        if row is None:
            self._session_key = None
            return None
        version, *values = row
        remember_version(version)
        session = Session.from_db(DEFAULT_DB_ALIAS, SESSION_COLUMNS, values[: len(SESSION_COLUMNS)])
        self.remember_use(session)
        if session.user_id is not None:
            self.owner = User.from_db(DEFAULT_DB_ALIAS, USER_COLUMNS, values[len(SESSION_COLUMNS) :])
        return session
