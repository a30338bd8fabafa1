"""Ratings that are not an assessment yet: a visitor's, or a user's half-finished ones. They live in the session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.sessions.backends.base import SessionBase

DRAFT_KEY = "ratings"
LEVELS = (1, 2, 3, 4, 5)


def read_ratings(session: SessionBase, slugs: Iterable[str]) -> dict[str, int]:
    """The levels (1–5) given so far for those of ``slugs`` that have one, in their order."""
    stored = _stored(session)
    return {slug: stored[slug] for slug in slugs if slug in stored}


def save(session: SessionBase, given: Mapping[str, int]) -> None:
    """Add ``given`` (slug → level) to what is there."""
    if given:
        session[DRAFT_KEY] = {**_stored(session), **given}


def keep(session: SessionBase, given: Mapping[str, int], before: Mapping[str, int]) -> None:
    """Add ``given`` as far as it differs from the levels of the last assessment: the form sends those along."""
    save(session, given)
    if before and DRAFT_KEY in session:
        session[DRAFT_KEY] = {slug: level for slug, level in _stored(session).items() if level != before.get(slug)}


def drop(session: SessionBase) -> None:
    """Forget the draft: it has become an assessment, or was declined."""
    session.pop(DRAFT_KEY, None)


def _stored(session: SessionBase) -> dict[str, int]:
    """The levels in the session, without anything that is no level: a session outlives the code that wrote it."""
    draft = session.get(DRAFT_KEY)
    given = draft.items() if isinstance(draft, dict) else ()
    return {slug: level for slug, level in given if type(level) is int and level in LEVELS}
