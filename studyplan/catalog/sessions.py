"""Sessions that bring the content's version along: every page asks for both, and so they cost one query."""

from __future__ import annotations

from django.db.models import Subquery
from django.db.models.functions import Now

from studyplan.accounts.models import Session
from studyplan.accounts.sessions import OwnedSessionStore
from studyplan.catalog.models import ContentVersion
from studyplan.catalog.version import remember_version


class SessionStore(OwnedSessionStore):
    def _get_session_from_db(self) -> Session | None:
        """The row of this session; ``None``, and no key any more, where there is none or it has expired."""
        version = Subquery(ContentVersion.objects.values("digest")[:1])
        rows = Session.objects.filter(session_key=self.session_key, expire_date__gt=Now())
        session = rows.annotate(content_version=version).first()
        if session is None:
            self._session_key = None
        else:
            remember_version(session.content_version)
        return session
